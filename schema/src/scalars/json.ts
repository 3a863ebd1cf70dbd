import { GraphQLScalarType, valueFromASTUntyped } from 'graphql';

/** Any JSON value, as it is. */
export const json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: valueFromASTUntyped,
});
