import { anonymousPrincipal, type EntityManager, type GraphResponse, serve } from '@constellation/kit';
import { countStatements, keepOpened, testPlatform } from '@constellation/kit/testing';
import { inject } from 'vitest';
import { spaceDataSubgraph } from '../index.ts';

/** The subgraph on a platform of one test file's own, with nothing that works unasked. */
export interface ServedSky extends AsyncDisposable {
  /** Its graph's answer to a visitor. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphResponse>;
  /** A manager that looks into its database. */
  em(): EntityManager;
  /** How many statements went to the database so far. */
  statements(): number;
}

export async function serveSky(): Promise<ServedSky> {
  await using started = new AsyncDisposableStack();
  const platform = started.use(await testPlatform('embedded', inject('postgresUrl')));
  const { database, opened } = keepOpened(platform.database);
  // Workers would have statements of their own counted.
  const subgraph = started.use(await serve({ ...spaceDataSubgraph(), workers: [] }, { ...platform, database }));
  const { fork } = await opened;
  const statements = await countStatements(fork());
  const running = started.move();
  return {
    ask: (query, variables) => subgraph.execute({ query, variables }, { principal: anonymousPrincipal }),
    em: fork,
    statements,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
