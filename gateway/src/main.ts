import '@constellation/kit/quiet';
import { openMint, readOrExit, runProcess, shared, sharedServersIn } from '@constellation/kit';
import { forEachSubgraph } from '@constellation/schema';
import { outsideIssuerIn } from './authentication/issuers/oidc-variables.ts';
import { judgeAt } from './authentication/judge.ts';
import { graphsIn, readEnvironment } from './env.ts';
import { serveGateway } from './serve-gateway.ts';
import { overHttp } from './upstreams/over-http.ts';

const env = readOrExit(() => readEnvironment(process.env));

await runProcess('gateway', env, async (ports) => {
  await using opened = new AsyncDisposableStack();
  const platform = opened.use(await shared({ ...sharedServersIn(env), ...ports }));
  const mint = openMint({ key: env.CONSTELLATION_GATEWAY_KEY });
  const graphs = graphsIn(env);
  const subgraphs = await forEachSubgraph((name) => opened.use(overHttp(graphs[name], mint)));
  const { identity } = subgraphs;
  const { PORT: port, CONSTELLATION_HOST: host, CONSTELLATION_LAME_DUCK: lameDuckMs } = env;
  const { CONSTELLATION_SUPERGRAPH: supergraph } = env;
  const { CONSTELLATION_TRUSTED_PROXIES: trustedProxies, CONSTELLATION_ALLOWED_ORIGINS: allowedOrigins } = env;
  const limits = { socketsPerAddress: env.CONSTELLATION_SOCKETS_PER_ADDRESS };
  const keys = (signal: AbortSignal) => identity.get('/jwks', signal);
  const outsideIssuer = outsideIssuerIn(env);
  const options = {
    subgraphs,
    keys,
    judge: judgeAt(subgraphs),
    outsideIssuer,
    supergraph,
    port,
    host,
    trustedProxies,
    allowedOrigins,
    limits,
    lameDuckMs,
  };
  opened.use(await serveGateway({ ...platform, ...options }));
  return opened.move();
});
