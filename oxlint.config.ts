import { defineConfig } from 'oxlint';
import { layers } from './infra/lint/layers.ts';

const off = 'off';
const error = 'error';

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'node', 'promise', 'vitest'],
  jsPlugins: [import.meta.resolve('./infra/lint/plugin.ts')],
  categories: { correctness: error, suspicious: error },
  options: { typeAware: true, reportUnusedDisableDirectives: error },
  ignorePatterns: ['**/node_modules', '**/*.generated.ts', 'infra/canary', 'gateway/src/sandbox/page'],
  rules: {
    // size and shape
    'max-lines': [error, { max: 250 }],
    'max-lines-per-function': [error, { max: 60 }],
    'import/no-cycle': [error, { ignoreTypes: false }],
    'import/no-default-export': error,
    'import/no-mutable-exports': error,
    'house/no-module-state': error,

    // honest types
    'typescript/no-explicit-any': error,
    'typescript/no-non-null-assertion': error,
    'typescript/no-unsafe-argument': error,
    'typescript/no-unsafe-assignment': error,
    'typescript/no-unsafe-call': error,
    'typescript/no-unsafe-member-access': error,
    'typescript/no-unsafe-return': error,
    'typescript/ban-ts-comment': [error, { 'ts-nocheck': 'allow-with-description' }],
    'typescript/consistent-type-imports': error,
    'typescript/switch-exhaustiveness-check': [error, { considerDefaultExhaustiveForUnions: true }],
    'house/as-only-at-parse': error,
    'house/no-enums': error,
    'house/no-decorators': error,

    // promises and errors
    'typescript/no-misused-promises': [error, { checksVoidReturn: false }],
    'typescript/only-throw-error': error,
    'typescript/prefer-promise-reject-errors': error,
    'typescript/return-await': error,

    // time, chance and the environment come in from outside
    'house/no-current-date': error,
    'node/no-process-env': error,
    'no-restricted-properties': [
      error,
      { object: 'Date', property: 'now', message: 'Ask the clock.' },
      { object: 'Temporal', property: 'Now', message: 'Ask the clock.' },
      { object: 'Math', property: 'random', message: 'Chance comes from the kit.' },
    ],

    // names and words
    'house/precise-names': error,
    'no-console': error,
    'no-warning-comments': [error, { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
    eqeqeq: [error, 'always', { null: 'ignore' }],
    'no-var': error,
    'object-shorthand': error,
    'prefer-const': error,
    'unicorn/prefer-node-protocol': error,

    // tests
    'vitest/no-disabled-tests': error,
    'vitest/no-focused-tests': error,
    'vitest/no-restricted-vi-methods': [error, { mock: null, doMock: null, fn: null, spyOn: null }],
    'vitest/valid-title': [error, { ignoreTypeOfDescribeName: true }],
    'vitest/valid-describe-callback': off, // a contract's suites are functions over its drivers

    // what the two categories hold against the house style
    'import/no-named-as-default-member': off, // pg.Client
    'import/no-unassigned-import': off, // @constellation/kit/quiet comes first in every main.ts
    'no-underscore-dangle': off, // `using _server`
    'promise/always-return': off,
    'typescript/consistent-return': off, // the compiler knows better
    'typescript/no-misused-spread': [error, { allow: ['string'] }],
    'typescript/no-unsafe-enum-comparison': off, // graphql's enums are strings
    'typescript/no-unsafe-type-assertion': off, // house/as-only-at-parse says where
    'typescript/unbound-method': off, // interfaces of plain functions
    'unicorn/consistent-function-scoping': off,
    'unicorn/no-useless-spread': off, // groups of command-line arguments
    'unicorn/require-post-message-target-origin': off, // threads have none
  },
  overrides: [
    ...layers,
    { files: ['subgraphs/**'], excludeFiles: ['**/*.test.ts'], rules: { 'house/no-clock-in-sql': error } },
    { files: ['**/*.config.ts'], rules: { 'import/no-default-export': off } },
    { files: ['kit/**'], rules: { 'house/as-only-at-parse': off } },
    {
      files: ['kit/**', 'infra/**', '**/env.ts', '**/main.ts', '*.config.ts'],
      rules: { 'house/no-current-date': off, 'node/no-process-env': off, 'no-restricted-properties': off },
    },
    { files: ['infra/**', '**/scripts/**', '**/bench/**'], rules: { 'no-console': off } },
    {
      files: ['**/*.test.ts'],
      rules: {
        'house/no-module-state': off, // what beforeAll opens
        'typescript/no-unsafe-argument': off, // expect.any() and what GraphQL answers
        'typescript/no-unsafe-assignment': off,
        'typescript/no-unsafe-member-access': off,
        'typescript/no-unsafe-return': off,
      },
    },
    {
      files: ['gateway/src/sandbox/page/**'],
      rules: { 'typescript/no-unsafe-call': off, 'typescript/no-unsafe-member-access': off },
    },
  ],
});
