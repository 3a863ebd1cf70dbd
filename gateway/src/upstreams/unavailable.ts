import type { GraphRequest } from '@constellation/kit';
import { type GraphQLFormattedError, Kind, parse } from 'graphql';

type Path = readonly (string | number)[];

/** The answer in place of a subgraph that gave none: one error at each field that it was asked for. */
export function unavailable(name: string, request: GraphRequest): { data: null; errors: GraphQLFormattedError[] } {
  const message = `The ${name} part of the graph does not answer at the moment`;
  return {
    data: null,
    errors: owedPaths(request).map((path) => ({ message, path, extensions: { code: 'SUBGRAPH_UNAVAILABLE' } })),
  };
}

function owedPaths({ query, variables }: GraphRequest): Path[] {
  const representations: unknown = variables?.['representations'];
  if (Array.isArray(representations)) return representations.map((_, index) => ['_entities', index]);
  return rootFields(query).map((field) => [field]);
}

const rootFields = (query: string): string[] =>
  parse(query, { noLocation: true }).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((field) =>
          field.kind === Kind.FIELD ? [(field.alias ?? field.name).value] : [],
        )
      : [],
  );
