import { health, type HttpServer, openHttp, openLog, type Routes } from '@constellation/kit';
import { z } from 'zod';

/** What was sent to a subgraph: a document, and a name for this one request. */
const sent = z.object({ query: z.string(), variables: z.object({ name: z.string() }) });

/** A subgraph's process in little: it notes each request, then does what the test wants it to. */
export interface CountingSubgraph extends AsyncDisposable {
  readonly address: string;
  /** The names of the requests that reached it. */
  readonly seen: readonly string[];
  /** How often it has said that it lives. */
  readonly lifeSigns: number;
  /** From now on whoever asks anything waits. */
  fallAsleep(): void;
  /** Ends it without a word to anybody. */
  kill(): void;
}

export interface CountingOptions {
  /** Where it was before; 0 takes a free port. */
  readonly port?: number;
  readonly lameDuckMs?: number;
  /** Waited for before each answer. */
  readonly work?: () => Promise<unknown>;
  /** Told of every server, for what else a test does to it. */
  readonly onOpen?: (server: HttpServer) => void;
}

export async function countingSubgraph(options: CountingOptions = {}): Promise<CountingSubgraph> {
  const { port = 0, lameDuckMs = 0, work = async () => {}, onOpen = () => {} } = options;
  const seen: string[] = [];
  let lifeSigns = 0;
  const asleep = Promise.withResolvers<void>();
  let sleep: Promise<void> | undefined;
  const graph: Routes = (app) =>
    void app.post('/graphql', async ({ body }) => {
      const { variables } = sent.parse(body);
      seen.push(variables.name);
      await work();
      return { data: { name: variables.name } };
    });
  const doze: Routes = (app) => void app.addHook('preHandler', async () => sleep);
  const count: Routes = (app) =>
    void app.addHook('onResponse', async ({ url }) => void (lifeSigns += url === '/readyz' ? 1 : 0));
  const log = openLog({ name: 'test', level: 'silent' });
  const server = await openHttp({ port, lameDuckMs, log, routes: [doze, count, graph, (app) => health(app, {})] });
  onOpen(server);
  return {
    address: `${server.url}/graphql`,
    seen,
    get lifeSigns() {
      return lifeSigns;
    },
    fallAsleep: () => void (sleep = asleep.promise),
    kill: () => {
      server.node.close();
      server.node.closeAllConnections();
    },
    [Symbol.asyncDispose]: async () => {
      asleep.resolve();
      await server[Symbol.asyncDispose]();
    },
  };
}
