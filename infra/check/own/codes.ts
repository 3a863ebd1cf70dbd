/** What a subgraph says of its refusals, each a text of many files. */
export interface Mentions {
  readonly code: string;
  readonly tests: string;
  readonly readme: string;
}

/** What is wrong with the codes that a subgraph is said to refuse with: one that nobody raises, tests or explains. */
export const codeComplaints = (
  subgraph: string,
  codes: readonly string[],
  { code, tests, readme }: Mentions,
): string[] =>
  codes.flatMap((each) => [
    ...(code.includes(`'${each}'`) ? [] : [`${subgraph} never raises ${each}`]),
    ...(tests.includes(`'${each}'`) ? [] : [`no test of ${subgraph} expects ${each}`]),
    ...(readme.includes(`\`${each}\``) ? [] : [`the README of ${subgraph} does not list ${each}`]),
  ]);
