import { expect, test } from 'vitest';
import { runChild } from './child.mjs';

const here = { env: process.env, cwd: '.', capture: true };
const node = (source: string) => runChild(process.execPath, ['--eval', source], here);

test('a program ends with its exit code and what it said', async () => {
  const outcome = await node('console.log("out"); console.error("err"); process.exitCode = 7');

  expect(outcome.code).toBe(7);
  expect(outcome.output).toMatch(/out[^]*err|err[^]*out/);
  expect(outcome.interruptedBy).toBeUndefined();
});

test('a program that a signal ended ends as a shell would tell it', async () => {
  const { code } = await node('process.kill(process.pid, "SIGKILL")');

  expect(code).toBe(128 + 9);
});

test('a program that does not exist is an error', async () => {
  await expect(runChild('/no/such/program', [], here)).rejects.toThrow('ENOENT');
});
