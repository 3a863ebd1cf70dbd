import { GraphQLScalarType, Kind } from 'graphql';
import { badInput } from './text-scalar.ts';

const name = 'SafeInt';

function parseValue(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw badInput(name, 'a whole number from -(2^53 - 1) to 2^53 - 1');
}

/** Whole number that JSON and JavaScript carry exactly. */
export const safeInt = new GraphQLScalarType({
  name,
  serialize: (value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    throw new TypeError(`${name} cannot carry ${String(value)}`);
  },
  parseValue,
  parseLiteral: (literal) => parseValue(literal.kind === Kind.INT ? Number(literal.value) : undefined),
});
