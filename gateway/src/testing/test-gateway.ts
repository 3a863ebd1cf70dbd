import '@constellation/kit/quiet';
import { openLog, openMetrics } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { supergraphPath } from '@constellation/schema';
import { Unauthenticated } from '../authentication/refusals.ts';
import { type GatewayOptions, serveGateway } from '../serve-gateway.ts';
import type { FixtureSubgraph } from './fixture-subgraph.ts';
import { bookingFixture, venueFixture } from './fixtures.ts';
import { MemoryBus } from './memory-bus.ts';
import { TestSocket } from './test-socket.ts';

/** An HTTP answer of the graph. */
interface Answer {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

/** A gateway on a free port, over fixture subgraphs in this process and an event log in memory. */
export interface TestGateway extends AsyncDisposable {
  readonly url: string;
  readonly bus: MemoryBus;
  readonly venue: FixtureSubgraph;
  readonly booking: FixtureSubgraph;
  /** Lines of its log. */
  readonly logged: readonly string[];
  post(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  /** Opens a socket, which shows this if it is given. */
  socket(authorization?: string): Promise<TestSocket>;
  /** Value of one of its metrics. */
  metric(name: string): Promise<number>;
}

/** Unless it is told otherwise, whoever shows nothing is an administrator, and nothing that is shown is good. */
export interface TestOptions extends Partial<
  Pick<
    GatewayOptions,
    | 'subgraphs'
    | 'supergraph'
    | 'limits'
    | 'authenticate'
    | 'keys'
    | 'judge'
    | 'clock'
    | 'trustedProxies'
    | 'allowedOrigins'
    | 'outsideIssuer'
  >
> {
  readonly venue?: FixtureSubgraph;
  readonly booking?: FixtureSubgraph;
  /** Another gateway's, to be beside that one. */
  readonly bus?: MemoryBus;
}

const administratorUnlessShown: NonNullable<GatewayOptions['authenticate']> = async ({ authorization }) => {
  if (authorization !== undefined) throw new Unauthenticated('this gateway knows no keys');
  return administrator;
};

export async function openTestGateway({
  venue = venueFixture(),
  booking = bookingFixture(),
  bus = new MemoryBus(),
  ...options
}: TestOptions = {}): Promise<TestGateway> {
  const logged: string[] = [];
  const log = openLog({
    name: 'test',
    level: 'debug',
    destination: { write: (line: string) => void logged.push(line) },
  });
  const metrics = openMetrics();
  const gateway = await serveGateway({
    bus,
    log,
    metrics,
    subgraphs: { venue, booking },
    supergraph: supergraphPath,
    port: 0,
    ...(!options.keys && { authenticate: administratorUnlessShown }),
    ...options,
  });
  const { url } = gateway;
  return {
    url,
    bus,
    venue,
    booking,
    logged,
    async post(query, variables = {}, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as object) };
    },
    socket: (authorization) => TestSocket.open(url, authorization),
    metric: async (name) => Number((await metrics.text()).match(new RegExp(`^${name} (\\S+)$`, 'm'))?.[1]),
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}
