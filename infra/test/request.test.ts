import { sep } from 'node:path';
import { expect, test } from 'vitest';
import { readRequest } from './request.ts';

test('nothing asked for means everything', () => {
  expect(readRequest([])).toEqual({ checks: true, size: 'small', vitest: [] });
});

test('a folder narrows the tests to it and leaves the checks out', () => {
  const { checks, vitest } = readRequest(['infra']);

  expect(checks).toBe(false);
  expect(vitest).toEqual([expect.stringMatching(new RegExp(`infra\\${sep}$`))]);
});

test('what is no folder goes to vitest as it is', () => {
  expect(readRequest(['hold-table', '-t', 'a sentence']).vitest).toEqual(['hold-table', '-t', 'a sentence']);
});

test('the big sizes come with the checks, one half of the tests without', () => {
  expect(readRequest(['--full'])).toMatchObject({ checks: true, size: 'full' });
  expect(readRequest(['--unit'])).toMatchObject({ checks: false, project: 'unit' });
  expect(readRequest(['--system'])).toMatchObject({ checks: false, project: 'system' });
});
