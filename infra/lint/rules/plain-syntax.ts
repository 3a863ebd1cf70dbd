import { rule } from '../rule.ts';

/** Node strips types and nothing else: an enum would have to be compiled. */
export const noEnums = rule('Write a union of string literals instead of an enum.', (refuse) => ({
  TSEnumDeclaration: refuse,
}));

/** Node does not run decorators. */
export const noDecorators = rule('Write a plain function call instead of a decorator.', (refuse) => ({
  Decorator: refuse,
}));
