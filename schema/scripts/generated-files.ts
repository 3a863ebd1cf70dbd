import { servedSubgraphs } from '../src/subgraphs.ts';
import { asyncApi } from './asyncapi.ts';
import { composeSupergraph } from './compose.ts';
import { errorTable } from './error-table.ts';
import { resolverTypes } from './resolver-types.ts';

/** Every generated file, by its path from the repository's root, with what it should hold. */
export const generatedFiles = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['schema/supergraph.graphql', composeSupergraph()],
    ['schema/asyncapi.json', asyncApi()],
    ['schema/ERRORS.md', errorTable()],
    ...(await resolverTypesOfAll()),
  ]);

const resolverTypesOfAll = (): Promise<[path: string, text: string][]> =>
  Promise.all(
    servedSubgraphs.map(async (name) => [`subgraphs/${name}/src/graph/schema.generated.ts`, await resolverTypes(name)]),
  );

/** Those whose present text differs, or is missing. */
export const outdated = (
  wanted: ReadonlyMap<string, string>,
  present: (path: string) => string | undefined,
): readonly string[] => [...wanted].filter(([path, text]) => present(path) !== text).map(([path]) => path);
