import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  ignore: ['infra/canary/**', '**/*.generated.ts'],
  ignoreBinaries: ['unshare'],
  // A type may be exported for what it says about a function beside it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  workspaces: {
    '.': {
      entry: [
        'infra/run.mjs',
        'infra/launcher/{launch,leash}.mjs',
        'infra/{check,gateway-keys,test}/main.ts',
        'infra/lint/plugin.ts',
      ],
      project: ['infra/**/*.{ts,mjs}', '*.ts'],
    },
    schema: { entry: ['scripts/{generate,check}.ts'], project: ['**/*.ts'] },
    standalone: {
      entry: [
        'src/main.ts',
        'src/{distributed,dead-letters,import,import/generate}/main.ts',
        'src/**/*-process-for-tests.ts',
        'bench/main.ts',
      ],
      project: ['**/*.ts'],
    },
    gateway: { entry: ['src/main.ts', 'src/sandbox/page/*.js'], project: ['src/**/*.{ts,js}'] },
    kit: { entry: ['src/**/*-process-for-tests.ts'], project: ['src/**/*.ts'] },
    'subgraphs/*': { entry: ['src/main.ts'], project: ['src/**/*.ts'] },
  },
};

export default config;
