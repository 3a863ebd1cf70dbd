import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { commands, nodeArguments, usage } from './commands.mjs';

test('a command becomes a script, its own arguments and those of the caller', () => {
  expect(nodeArguments(['test:full', 'kit'])).toEqual(['infra/test/main.ts', '--full', 'kit']);
});

test('what is no command is none, whatever its name', () => {
  expect(nodeArguments([])).toBeUndefined();
  expect(nodeArguments(['toString'])).toBeUndefined();
});

test('every command is a script of package.json, and nothing else is', () => {
  const called = Object.keys(commands).map((name) => [name, `exec node infra/run.mjs ${name}`]);

  expect(manifest.scripts).toEqual(Object.fromEntries(called));
});

test.for(Object.entries(commands))(
  'the command %s runs a script that exists and is explained',
  ([name, { script }]) => {
    expect(existsSync(script)).toBe(true);
    expect(usage()).toContain(name);
  },
);
