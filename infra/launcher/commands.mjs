/**
 * What `npm start` and `npm run …` can do: the script that Node runs and the arguments that come before the caller's.
 * @type {Record<string, { script: string, args?: string[], purpose: string }>}
 */
export const commands = {
  start: { script: 'standalone/src/main.ts', purpose: 'the whole graph in one process, with demo data and a sandbox' },
  'start:distributed': {
    script: 'standalone/src/distributed/main.ts',
    purpose: 'the same as many processes, over NATS and Redis',
  },
  'dead-letters': {
    script: 'standalone/src/dead-letters/main.ts',
    purpose: 'what consumers gave up on; `-- retry` gives it back to them',
  },
  import: {
    script: 'standalone/src/import/main.ts',
    purpose: 'accounts or sensors from another system: `-- users <file>`, `-- sensors <file>`',
  },
  'generate-users': {
    script: 'standalone/src/import/generate/main.ts',
    purpose: 'a file of made-up people to import: `-- <count> <file>`',
  },
  'gateway-keys': {
    script: 'infra/gateway-keys/main.ts',
    purpose: 'a new pair of keys, by which subgraphs know their gateways',
  },
  test: { script: 'infra/test/main.ts', purpose: 'checks and tests; `-- <folder>` runs one folder’s tests only' },
  'test:unit': { script: 'infra/test/main.ts', args: ['--unit'], purpose: 'the tests that sit beside the code' },
  'test:system': { script: 'infra/test/main.ts', args: ['--system'], purpose: 'the tests of the whole system' },
  'test:full': { script: 'infra/test/main.ts', args: ['--full'], purpose: 'checks and tests with the big sizes' },
  check: { script: 'infra/check/main.ts', purpose: 'types, lint, format, generated files, unused code' },
  format: { script: 'node_modules/oxfmt/bin/oxfmt', purpose: 'formats every file' },
  generate: { script: 'schema/scripts/generate.ts', purpose: 'writes the supergraph, resolver types and AsyncAPI' },
  bench: { script: 'standalone/bench/main.ts', purpose: 'the benchmarks, side by side' },
};

/**
 * The command that the arguments name, ready for Node; undefined when they name none.
 * @param {string[]} argv
 * @returns {string[] | undefined}
 */
export function nodeArguments([name, ...rest]) {
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command && [command.script, ...(command.args ?? []), ...rest];
}

/** The list of commands for somebody who asked for none of them. */
export function usage() {
  const lines = Object.entries(commands).map(([name, { purpose }]) => `  ${name.padEnd(17)} ${purpose}`);
  return ['usage: node infra/run.mjs <command>', ...lines].join('\n');
}
