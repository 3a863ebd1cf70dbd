import type { OxlintOverride } from 'oxlint';

type Pattern = { readonly group: string[]; readonly message: string; readonly allowTypeImports?: boolean };

/** Which packages of ours each folder may import: `standalone → gateway, subgraphs → kit → schema`. */
const packages: Record<string, readonly string[]> = {
  'schema/**': [],
  'kit/**': ['schema'],
  'gateway/**': ['kit', 'schema'],
  'subgraphs/**': ['kit', 'schema'],
};

/** A subgraph's folders from the outside in; each may import those behind it, itself, and its own siblings never. */
const order = [['main'], ['index'], ['graph', 'workers', 'http'], ['actions'], ['outside'], ['data'], ['domain']];

/** What a subgraph's folder may not reach: everything before it, and the folders beside it. */
function forbiddenFor(layer: string): string[] {
  const position = order.findIndex((layers) => layers.includes(layer));
  return order.slice(0, position + 1).flat().filter((other) => other !== layer);
}

/** Matches a module by the way that leads out of the importing folder to it. */
const wayTo = (layer: string): string[] =>
  layer === 'main' || layer === 'index' ? [`**/../${layer}.ts`] : [`**/../${layer}/**`];

const otherPackages: Pattern = {
  group: ['../**/src/**', '!../src/**', '!../../src/**', '!../../../src/**'],
  message: 'Import another package by its name.',
};

const onlyPackages = (allowed: readonly string[]): Pattern => ({
  group: ['@constellation/*', '@constellation/*/**', ...allowed.flatMap((name) => [`!@constellation/${name}`, `!@constellation/${name}/**`])],
  message: 'Imports run one way: standalone → gateway, subgraphs → kit → schema.',
});

const onlyBehind = (layer: string): Pattern => ({
  group: forbiddenFor(layer).flatMap(wayTo),
  message: 'Inside a subgraph imports run main → index → {graph, workers, http} → actions → outside → data → domain.',
});
