import { rule } from '../rule.ts';

const containers = ['Map', 'Set', 'WeakMap', 'WeakSet'];

/** Refuses what only makes sense when it changes: `let` at a module's top, and containers that begin empty there. */
export const noModuleState = rule(
  'Keep no state in a module; whoever needs it opens it and passes it on.',
  (refuse) => ({
    'Program > VariableDeclaration, ExportNamedDeclaration > VariableDeclaration'(node) {
      if (node.type !== 'VariableDeclaration') return;
      if (node.kind === 'let' || node.kind === 'var') refuse(node);
      for (const { init } of node.declarations) {
        if (init?.type !== 'NewExpression' || init.callee.type !== 'Identifier') continue;
        if (containers.includes(init.callee.name) && init.arguments.length === 0) refuse(init);
      }
    },
  }),
);
