import { rule, type Visitor } from '../rule.ts';

type Assertion = Parameters<NonNullable<Visitor['TSAsExpression']>>[0];
type Expression = Assertion['expression'];

const parsers = ['json', 'parse'];

/** `JSON.parse(…)`, `response.json()` and the like, awaited or not. */
function parses(expression: Expression): boolean {
  if (expression.type === 'AwaitExpression') return parses(expression.argument);
  if (expression.type === 'ParenthesizedExpression') return parses(expression.expression);
  if (expression.type !== 'CallExpression' || expression.callee.type !== 'MemberExpression') return false;
  const { property } = expression.callee;
  return property.type === 'Identifier' && parsers.includes(property.name);
}

const isConst = ({ typeAnnotation }: Assertion): boolean =>
  typeAnnotation.type === 'TSTypeReference' &&
  typeAnnotation.typeName.type === 'Identifier' &&
  typeAnnotation.typeName.name === 'const';

/** An assertion is believed only where the compiler cannot know: at what a parser just returned. */
export const asOnlyAtParse = rule(
  'Assert a type with `as` only on what a parser returned; `as const` is fine.',
  (refuse) => ({
    TSAsExpression(node) {
      if (!isConst(node) && !parses(node.expression)) refuse(node);
    },
    TSTypeAssertion: refuse,
  }),
);
