import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  ignore: ['infra/canary/**', '**/*.generated.ts'],
  workspaces: {
    '.': { entry: ['infra/run.mjs', 'infra/launcher/leash.mjs', 'infra/*/main.ts'], project: ['infra/**', '*.ts'] },
    schema: { entry: ['scripts/{generate,check}.ts'], project: ['**/*.ts'] },
    standalone: { entry: ['src/main.ts', 'bench/main.ts'], project: ['**/*.ts'] },
    '*': { entry: ['src/main.ts'], project: ['src/**/*.{ts,js}'] },
    'subgraphs/*': { entry: ['src/main.ts'], project: ['src/**/*.ts'] },
  },
};

export default config;
