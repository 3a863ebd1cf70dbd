import type { GraphRequest } from '@constellation/kit';
import type { ErrorCode } from '@constellation/schema';
import { type GraphQLFormattedError, Kind, parse } from 'graphql';

type Path = readonly (string | number)[];

/** The answer in place of a subgraph that gave none: one error at each field that it was asked for. */
interface NoAnswer {
  readonly data: null;
  readonly errors: GraphQLFormattedError[];
}

/** For a subgraph that cannot be reached or speaks no GraphQL. */
export const unavailable = (name: string, request: GraphRequest): NoAnswer =>
  noAnswer(request, 'SUBGRAPH_UNAVAILABLE', `The ${name} part of the graph does not answer at the moment`);

/** For a subgraph that was given up because its time was over. */
export const late = (name: string, request: GraphRequest): NoAnswer =>
  noAnswer(request, 'DEADLINE_EXCEEDED', `The ${name} part of the graph took too long to answer`);

const noAnswer = (request: GraphRequest, code: ErrorCode, message: string): NoAnswer => ({
  data: null,
  errors: owedPaths(request).map((path) => ({ message, path, extensions: { code } })),
});

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
