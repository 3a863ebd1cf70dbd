import type { GraphQLDataSource } from '@apollo/gateway';
import type { GraphRequest, GraphResponse } from '@constellation/kit';
import type { RequestContext } from '../request-context.ts';
import { DeadlineExceeded, inTime } from './in-time.ts';
import { late, unavailable } from './no-answer.ts';
import type { Upstream, Upstreams } from './upstream.ts';

/** The subgraphs as Apollo's executor calls them. */
export const dataSources = (
  upstreams: Upstreams,
  timeoutMs: number,
): Record<string, GraphQLDataSource<RequestContext>> =>
  Object.fromEntries(
    Object.entries(upstreams).map(([name, upstream]) => [name, dataSource(name, upstream, timeoutMs)]),
  );

/** One subgraph: its answers pass through; none becomes an error at each of the fields it owes. */
const dataSource = (name: string, upstream: Upstream, timeoutMs: number): GraphQLDataSource<RequestContext> => ({
  async process(options) {
    if (!('incomingRequestContext' in options)) throw new Error('Only operations of clients are asked for');
    const { query = '', operationName, variables } = options.request;
    const request: GraphRequest = { query, operationName, variables };
    const { context } = options;
    try {
      const call = (signal: AbortSignal) => upstream.execute(request, headers(query, context), signal);
      return gapless(await inTime(timeoutMs, call));
    } catch (error) {
      context.log.warn({ err: error, subgraph: name }, 'subgraph gave no answer');
      return error instanceof DeadlineExceeded ? late(name, request) : unavailable(name, request);
    }
  },
});

const headers = (query: string, { principal, trace, idempotencyKey }: RequestContext) => ({
  principal,
  traceparent: trace.traceparent,
  ...(query.startsWith('mutation') && idempotencyKey !== undefined && { idempotencyKey }),
});

const gapless = ({ data, errors }: GraphResponse) => ({
  ...(data !== undefined && { data }),
  ...(errors && { errors }),
});
