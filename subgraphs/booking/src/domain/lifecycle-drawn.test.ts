import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { transitions } from './lifecycle.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('the README draws every step of the lifecycle and no other', () => {
  const drawn = [...readme.matchAll(/^ {2}(\w+) --> (\w+): (\w+)$/gm)].map(([, from, to, command]) => [
    from,
    command,
    to,
  ]);

  const steps = Object.entries(transitions).flatMap(([from, following]) =>
    Object.entries(following).map(([command, to]) => [from, command, to]),
  );
  expect(new Set(drawn.map(String))).toEqual(new Set(steps.map(String)));
});
