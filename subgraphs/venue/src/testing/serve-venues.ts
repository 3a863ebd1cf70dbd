import {
  developmentPrincipal,
  type ExecutionHeaders,
  type GraphResponse,
  type Platform,
  serve,
} from '@constellation/kit';
import { testPlatform } from '@constellation/kit/testing';
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
  /** How many statements went to the database so far; a transaction counts once. */
  statements(): number;
}

export async function serveVenues(): Promise<ServedVenues> {
  await using started = new AsyncDisposableStack();
  const platform = started.use(await testPlatform('embedded', inject('postgresUrl')));
  const { database, statements } = countStatements(platform.database);
  const subgraph = started.use(await serve(venueSubgraph, { ...platform, database }));
  const running = started.move();
  return {
    platform,
    ask: (query, variables, headers) =>
      subgraph.execute({ query, variables }, { principal: developmentPrincipal, ...headers }),
    statements,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Outside a transaction, each statement takes a connection from the pool. */
function countStatements(server: Platform['database']) {
  let count = 0;
  const open: typeof server.open = async (definition) => {
    const database = await server.open(definition);
    const pool = await database.fork().getConnection().getNativeClient();
    pool.on('acquire', () => void (count += 1));
    return database;
  };
  return { database: { ...server, open }, statements: () => count };
}

/** What an answer holds at the end of a path. */
export const at = ({ data }: GraphResponse, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, step) => Reflect.get(Object(value), step), data);

/** The id at the end of a path. */
export const idAt = (answer: GraphResponse, ...path: readonly (string | number)[]): string =>
  String(at(answer, ...path, 'id'));
