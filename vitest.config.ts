import { defineConfig } from 'vitest/config';


declare module 'vitest' {
  interface ProvidedContext {
    /** How much data a test may use. */
    size: 'small' | 'full';
  }
}

const notOurs = ['**/node_modules/**', 'infra/canary/**'];

export default defineConfig({
  test: {
    globalSetup: ['kit/src/testing/global-setup.ts'],
    provide: { size: 'small' },
    // Node itself loads the code, as it does in production.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...notOurs, 'standalone/tests/**'], testTimeout: 20_000 },
      },
      {
        extends: true,
        test: { name: 'system', include: ['standalone/tests/**/*.test.ts'], exclude: notOurs, testTimeout: 120_000 },
      },
    ],
  },
});
