import { GraphQLError, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { Refusal } from '../refusal.ts';
import type { GraphContext } from './context.ts';

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;

/**
 * Lets refusals that resolvers throw get their place in the answer. graphql-js takes every error with a `path` for one
 * that has its place already, but a refusal's `path` leads to the input: it travels inside an error that has none.
 */
export function placeRefusals(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) if (field.resolve) field.resolve = placing(field.resolve);
  }
  return schema;
}

const placing =
  (resolve: Resolver): Resolver =>
  (...request) => {
    try {
      const result: unknown = resolve(...request);
      return result instanceof Promise ? result.catch(wrapRefusal) : result;
    } catch (error) {
      return wrapRefusal(error);
    }
  };

function wrapRefusal(error: unknown): never {
  throw error instanceof Refusal ? new GraphQLError(error.message, { originalError: error }) : error;
}

/** The refusal that an error is about, however deep it lies. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  return error instanceof GraphQLError ? refusalIn(error.originalError) : undefined;
}
