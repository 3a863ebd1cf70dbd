import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { badInput } from './text-scalar.ts';

const name = 'SafeInt';

function parse(value: unknown, literal?: ValueNode): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw badInput(name, 'a whole number from -(2^53 - 1) to 2^53 - 1', literal);
}

/** Whole number that JSON and JavaScript carry exactly. */
export const safeInt = new GraphQLScalarType({
  name,
  serialize: (value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    throw new TypeError(`${name} cannot carry ${String(value)}`);
  },
  parseValue: (value) => parse(value),
  parseLiteral: (literal) => parse(literal.kind === Kind.INT ? Number(literal.value) : undefined, literal),
});
