import type { GraphQLDataSource } from '@apollo/gateway';
import type { GraphRequest, GraphResponse, Metrics } from '@constellation/kit';
import type { RequestContext } from '../request-context.ts';
import { DeadlineExceeded, inTime } from './in-time.ts';
import { late, unavailable } from './no-answer.ts';
import { NotSent } from './not-sent.ts';
import type { Upstream, Upstreams } from './upstream.ts';

/** A subgraph, called in the name of who asks. */
export interface SubgraphSource extends GraphQLDataSource<RequestContext> {
  /** What it answers; an error at each of the fields it owes where it gives none. Never rejects. */
  ask(request: GraphRequest, context: RequestContext): Promise<GraphAnswer>;
}

/** An answer without gaps. */
type GraphAnswer = ReturnType<typeof gapless>;

/** The subgraphs as Apollo's executor calls them, each call timed. */
export function dataSources(upstreams: Upstreams, timeoutMs: number, metrics: Metrics): Record<string, SubgraphSource> {
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
const dataSource = (name: string, { upstream, timeoutMs, startTimer }: Reached): SubgraphSource => ({
  async process(options) {
    if (!('incomingRequestContext' in options)) throw new Error('Only operations of clients are asked for');
    const { query = '', operationName, variables } = options.request;
    return this.ask({ query, operationName, variables }, options.context);
  },
  async ask(request, context) {
    const stopwatch = startTimer();
    try {
      const call = (signal: AbortSignal) => upstream.execute(request, headers(request.query, context), signal);
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
