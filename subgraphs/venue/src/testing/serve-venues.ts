import {
  type Bus,
  type EntityManager,
  type ExecutionHeaders,
  type GraphResponse,
  type Platform,
  serve,
  type Worker,
} from '@constellation/kit';
import {
  administrator,
  countStatements,
  keepOpened,
  type PlatformKind,
  testPlatform,
} from '@constellation/kit/testing';
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
  const { database, opened } = keepOpened(platform.database);
  const subgraph = started.use(await serve({ ...venueSubgraph, workers }, { ...platform, database }));
  const { fork } = await opened;
  const statements = await countStatements(fork());
  const running = started.move();
  return {
    platform,
    ask: (query, variables, headers) =>
      subgraph.execute({ query, variables }, { principal: administrator, ...headers }),
    em: fork,
    statements,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** What an answer holds at the end of a path. */
export const at = ({ data }: GraphResponse, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, step) => Reflect.get(Object(value), step), data);

/** The id at the end of a path. */
export const idAt = (answer: GraphResponse, ...path: readonly (string | number)[]): string =>
  String(at(answer, ...path, 'id'));
