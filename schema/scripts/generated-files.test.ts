import { expect, test } from 'vitest';
import { generatedFiles, outdated } from './generated-files.ts';

test('what differs and what is missing is outdated', () => {
  const wanted = new Map([
    ['same', 'a'],
    ['changed', 'b'],
    ['absent', 'c'],
  ]);
  const present = new Map([
    ['same', 'a'],
    ['changed', 'old'],
  ]);

  expect(outdated(wanted, (path) => present.get(path))).toEqual(['changed', 'absent']);
});

test('generating twice gives the same', async () => {
  expect(await generatedFiles()).toEqual(await generatedFiles());
});
