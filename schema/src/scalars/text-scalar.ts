import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/** A scalar that travels as text. */
interface TextScalar<Internal> {
  readonly name: string;
  /** Ends the sentence "… must be": what to tell a client that sent something else. */
  readonly expects: string;
  readonly pattern: RegExp;
  /** What resolvers get for text that fits the pattern; throws when it means nothing after all. */
  parse(text: string): Internal;
}

/** The error for a value that a scalar does not take: `BAD_USER_INPUT`, what is expected, and where a literal stands. */
export const badInput = (name: string, expects: string, literal?: ValueNode): GraphQLError =>
  new GraphQLError(`${name} must be ${expects}.`, {
    ...(literal && { nodes: literal }),
    extensions: { code: 'BAD_USER_INPUT' },
  });

/** Checks text on its way in; on its way out it takes whatever turns into fitting text, such as Temporal's types. */
export function textScalar<Internal>(scalar: TextScalar<Internal>): GraphQLScalarType<Internal, string> {
  const { name, expects, pattern } = scalar;
  const parse = (value: unknown, literal?: ValueNode): Internal => {
    if (typeof value !== 'string' || !pattern.test(value)) throw badInput(name, expects, literal);
    try {
      return scalar.parse(value);
    } catch {
      throw badInput(name, expects, literal);
    }
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => {
      const text = String(value);
      if (!pattern.test(text)) throw new TypeError(`${name} cannot carry ${text}`);
      return text;
    },
    parseValue: (value) => parse(value),
    parseLiteral: (literal) => parse(textOf(literal), literal),
  });
}

const textOf = (literal: ValueNode): string | undefined => (literal.kind === Kind.STRING ? literal.value : undefined);
