import {
  type Bus,
  type Database,
  developmentPrincipal,
  type EntityManager,
  type ExecutionHeaders,
  type GraphResponse,
  type Platform,
  serve,
  type Worker,
} from '@constellation/kit';
import { type PlatformKind, testPlatform } from '@constellation/kit/testing';
import { inject } from 'vitest';
import { venueSubgraph } from '../index.ts';

/** The whole subgraph at work on a platform of one test file's own. */
export interface ServedVenues extends AsyncDisposable {
  readonly platform: Platform;
  /** Its graph's answer, to a caller who may do everything unless the headers say otherwise. */
  ask(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Partial<ExecutionHeaders>,
  ): Promise<GraphResponse>;
  /** A manager that looks into its database. */
  em(): EntityManager;
  /** How many statements went to the database so far; a transaction counts once. */
  statements(): number;
}

export interface ServeOptions {
  readonly kind?: PlatformKind;
  /** Left out: its own. */
  readonly workers?: readonly Worker[];
  /** Left out: a bus of its own. */
  readonly bus?: Bus;
}

export async function serveVenues(options: ServeOptions = {}): Promise<ServedVenues> {
  const { kind = 'embedded', workers = venueSubgraph.workers } = options;
  await using started = new AsyncDisposableStack();
  const own = started.use(await testPlatform(kind, inject('postgresUrl')));
  const platform = { ...own, bus: options.bus ?? own.bus };
  const { database, opened, statements } = observe(platform.database);
  const subgraph = started.use(await serve({ ...venueSubgraph, workers }, { ...platform, database }));
  const { fork } = await opened;
  const running = started.move();
  return {
    platform,
    ask: (query, variables, headers) =>
      subgraph.execute({ query, variables }, { principal: developmentPrincipal, ...headers }),
    em: fork,
    statements,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/**
 * The same server, which also gives away the database that is opened on it and counts its statements: outside a
 * transaction, each takes a connection from the pool.
 */
function observe(server: Platform['database']) {
  const { promise: opened, resolve } = Promise.withResolvers<Database>();
  let count = 0;
  const open: typeof server.open = async (definition) => {
    const database = await server.open(definition);
    const pool = await database.fork().getConnection().getNativeClient();
    pool.on('acquire', () => void (count += 1));
    resolve(database);
    return database;
  };
  return { database: { ...server, open }, opened, statements: () => count };
}

/** What an answer holds at the end of a path. */
export const at = ({ data }: GraphResponse, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, step) => Reflect.get(Object(value), step), data);

/** The id at the end of a path. */
export const idAt = (answer: GraphResponse, ...path: readonly (string | number)[]): string =>
  String(at(answer, ...path, 'id'));
