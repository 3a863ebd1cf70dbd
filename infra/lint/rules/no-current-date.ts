import { rule } from '../rule.ts';

/** `new Date()` reads the machine's clock past the project's own. */
export const noCurrentDate = rule('Ask the clock (or clock_instant() in SQL) for the time.', (refuse) => ({
  NewExpression(node) {
    const { callee } = node;
    if (callee.type === 'Identifier' && callee.name === 'Date' && node.arguments.length === 0) refuse(node);
  },
}));
