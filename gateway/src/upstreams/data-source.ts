import type { GraphQLDataSource } from '@apollo/gateway';
import type { GraphRequest, GraphResponse, Metrics } from '@constellation/kit';
import type { RequestContext } from '../request-context.ts';
import { DeadlineExceeded, inTime } from './in-time.ts';
import { late, unavailable } from './no-answer.ts';
import { NotSent } from './not-sent.ts';
import type { Upstream, Upstreams } from './upstream.ts';

/** The subgraphs as Apollo's executor calls them, each call timed. */
export function dataSources(
  upstreams: Upstreams,
  timeoutMs: number,
  metrics: Metrics,
): Record<string, GraphQLDataSource<RequestContext>> {
  const seconds = metrics.histogram({
    name: 'gateway_subgraph_seconds',
    help: 'How long calls to subgraphs take: ok, answered with GraphQL errors, unavailable, or late and given up',
    labels: ['subgraph', 'outcome'],
  });
  return Object.fromEntries(
    Object.entries(upstreams).map(([subgraph, upstream]) => [
      subgraph,
      dataSource(subgraph, { upstream, timeoutMs, startTimer: () => seconds.startTimer({ subgraph }) }),
    ]),
  );
}

interface Reached {
  readonly upstream: Upstream;
  readonly timeoutMs: number;
  startTimer(): (end: { readonly outcome: 'ok' | 'error' | 'unavailable' | 'late' }) => void;
}

/** One subgraph: its answers pass through; none becomes an error at each of the fields it owes. */
const dataSource = (name: string, { upstream, timeoutMs, startTimer }: Reached): GraphQLDataSource<RequestContext> => ({
  async process(options) {
    if (!('incomingRequestContext' in options)) throw new Error('Only operations of clients are asked for');
    const { query = '', operationName, variables } = options.request;
    const request: GraphRequest = { query, operationName, variables };
    const { context } = options;
    const stopwatch = startTimer();
    try {
      const call = (signal: AbortSignal) => upstream.execute(request, headers(query, context), signal);
      const answer = await inTime(timeoutMs, call);
      stopwatch({ outcome: answer.errors?.length ? 'error' : 'ok' });
      return gapless(answer);
    } catch (error) {
      const gaveUp = error instanceof DeadlineExceeded;
      stopwatch({ outcome: gaveUp ? 'late' : 'unavailable' });
      context.log.warn({ ...reasonOf(error), subgraph: name }, 'subgraph gave no answer');
      return gaveUp ? late(name, request) : unavailable(name, request);
    }
  },
});

/** A network's failure is told in a line: its stack says nothing of where it lies. */
const reasonOf = (error: unknown) =>
  error instanceof DeadlineExceeded || error instanceof NotSent || (error instanceof Error && 'code' in error)
    ? { reason: error.message }
    : { err: error };

const headers = (query: string, { principal, trace, address, origin, idempotencyKey }: RequestContext) => ({
  principal,
  address,
  origin,
  traceparent: trace.traceparent,
  ...(query.startsWith('mutation') && idempotencyKey !== undefined && { idempotencyKey }),
});

const gapless = ({ data, errors }: GraphResponse) => ({
  ...(data !== undefined && { data }),
  ...(errors && { errors }),
});
