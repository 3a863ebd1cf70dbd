import type { RuleTester } from 'oxlint/plugins-dev';

/** A rule as oxlint loads it from a plugin. */
export type Rule = Exclude<Parameters<RuleTester['run']>[1], { createOnce: unknown }>;

/** What a rule looks at: a function per kind of node. */
export type Visitor = ReturnType<Rule['create']>;

type Context = Parameters<Rule['create']>[0];
type Node = Extract<Parameters<Context['report']>[0], { node: unknown }>['node'];

/** A rule with one message: whatever node its visitor hands to `refuse` is reported. */
export const rule = (message: string, visitor: (refuse: (node: Node) => void) => Visitor): Rule => ({
  create: (context) => visitor((node) => context.report({ node, message })),
});
