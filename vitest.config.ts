import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { alone } from './infra/test/alone.ts';
import { distributedDrivers, embeddedTests, missingServers } from './infra/test/distributed.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** How much data a test may use. */
    size: 'small' | 'full';
  }
}

const distributed = missingServers().length === 0;
const leftOut = ['**/node_modules/**', 'infra/canary/**', ...(distributed ? [] : distributedDrivers)];

/** Whole systems take their time. They come behind the other tests, as these would slow them down. */
const system = {
  testTimeout: 120_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 30_000, interval: 20 } },
} as const;

export default defineConfig({
  test: {
    globalSetup: ['kit/src/testing/global-setup.ts'],
    provide: { size: 'small' }, // `npm run test:full` says otherwise
    ...(!distributed && { testNamePattern: embeddedTests }),
    // Node itself loads the code, as it does in production.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Nothing keeps state in a module, and loading everything anew for each file would take half of the time.
    isolate: false,
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...leftOut, 'standalone/tests/**'],
          testTimeout: 30_000,
          expect: { poll: { timeout: 15_000, interval: 20 } },
        },
      },
      {
        extends: true,
        test: {
          ...system,
          name: 'system',
          globalSetup: ['standalone/tests/fixtures/global-setup.ts'],
          include: ['standalone/tests/**/*.test.ts'],
          exclude: [...leftOut, ...alone],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...system,
          name: 'system alone',
          include: alone,
          exclude: leftOut,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
