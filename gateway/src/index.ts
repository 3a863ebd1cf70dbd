/** The edge of the graph. */
export { authoriser } from './authorisation/authorise.ts';
export { readFieldRights } from './authorisation/field-rights.ts';
export { judgeAt } from './authentication/judge.ts';
export { graphVariable } from './env.ts';
export { defaultLimits, type Limits } from './limits/limits.ts';
export { originsVariable } from './origins/origins-variable.ts';
export { type GatewayOptions, type RunningGateway, serveGateway } from './serve-gateway.ts';
export { overHttp } from './upstreams/over-http.ts';
export { socketsVariable } from './socket/sockets-variable.ts';
export type { Upstream, Upstreams } from './upstreams/upstream.ts';
