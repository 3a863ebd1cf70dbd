import { rule } from '../rule.ts';

const vague = /(Manager|Service|Impl|Helper|Utils?)$|^I[A-Z][a-z]/;

/** Refuses names that say what a thing is made as, not what it is. */
export const preciseNames = rule(
  'Name it after what it is: no Manager, Service, Impl, Helper, Util, no I-prefix.',
  (refuse) => ({
    'ClassDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration'(node) {
      if (!('id' in node) || node.id === null || typeof node.id !== 'object') return;
      if ('name' in node.id && typeof node.id.name === 'string' && vague.test(node.id.name)) refuse(node);
    },
  }),
);
