import type { OxlintOverride } from 'oxlint';

interface Pattern {
  readonly message: string;
  readonly group?: string[];
  readonly regex?: string;
  readonly allowTypeImports?: boolean;
}

/** A subgraph's parts from the outside in: each may import what comes after it. */
const order = [['main'], ['index'], ['graph', 'workers', 'http'], ['actions'], ['outside'], ['data'], ['domain']];

const byName: Pattern = {
  regex: String.raw`^(\.\./)+([\w-]+/)+src/`,
  message: 'Import another package by its name.',
};

const onlyPackages = (...names: string[]): Pattern => ({
  group: ['@constellation/**', ...names.flatMap((name) => [`!@constellation/${name}`, `!@constellation/${name}/**`])],
  message: 'Packages import one way: standalone → gateway, subgraphs → kit → schema.',
});

/** Refuses the parts before a folder, and those beside it. */
function onlyInward(folder: string): Pattern {
  const before = order.slice(0, order.findIndex((parts) => parts.includes(folder)) + 1).flat();
  const names = before.filter((part) => part !== folder).join('|');
  return {
    regex: String.raw`^(\.\./)+(${names})(/|\.ts$)`,
    message: 'A subgraph imports one way: main → index → {graph, workers, http} → actions → outside → data → domain.',
  };
}

const onlyTypesOfData: Pattern = {
  regex: String.raw`^(\.\./)+data/`,
  message: 'Inside graph/ only loaders.ts reads data; resolvers call one action.',
  allowTypeImports: true,
};

/** Of the schema only types and the meaning of schedules, of the kit the refusal, how input is accepted and how others write instants, zod, and what computes the sky; a group that lets a module pass ends the search. */
const onlyPure: Pattern[] = [
  {
    regex: '^@constellation/schema$',
    message: 'The domain takes only types from the schema.',
    allowTypeImports: true,
  },
  {
    group: [
      '*',
      '@constellation/**',
      '!@constellation/schema',
      '!@constellation/schema/schedule',
      '!@constellation/kit/input',
      '!@constellation/kit/refusal',
      '!@constellation/kit/written-instant',
      '!zod',
      '!astronomy-engine',
      '!satellite.js',
      '!./*',
      '!../*',
    ],
    message: 'The domain is pure: no I/O, no ORM, no GraphQL, no clock.',
  },
];

const restrict = (files: string, ...patterns: Pattern[]): OxlintOverride => ({
  files: [files],
  rules: { 'no-restricted-imports': ['error', { patterns: [byName, ...patterns] }] },
});

const insideSubgraphs = onlyPackages('kit', 'schema');
const inward = (folder: string, ...more: Pattern[]) =>
  restrict(`subgraphs/*/src/${folder}/**`, insideSubgraphs, onlyInward(folder), ...more);

/** Who may import whom. Of several overrides that match a file the last one counts, hence the order. */
export const layers: OxlintOverride[] = [
  restrict('schema/**', onlyPackages('schema')),
  restrict('kit/**', onlyPackages('kit', 'schema')),
  restrict('gateway/**', onlyPackages('kit', 'schema')),
  restrict('subgraphs/**', insideSubgraphs),
  ...['workers', 'http', 'actions', 'outside', 'data'].map((folder) => inward(folder)),
  inward('graph', onlyTypesOfData),
  restrict('subgraphs/*/src/graph/loaders.ts', insideSubgraphs, onlyInward('graph')),
  restrict('subgraphs/*/src/domain/**', onlyInward('domain'), ...onlyPure),
  restrict('subgraphs/**/*.test.ts', insideSubgraphs),
];
