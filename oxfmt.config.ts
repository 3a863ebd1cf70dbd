import { defineConfig } from 'oxfmt';

export default defineConfig({
  printWidth: 120,
  singleQuote: true,
  sortImports: { newlinesBetween: false },
  ignorePatterns: [
    'pnpm-lock.yaml',
    '**/*.generated.ts',
    'schema/asyncapi.json',
    'infra/canary',
    // laid out by hand
    '**/*.graphql',
    '**/*.md',
  ],
});
