import { existsSync } from 'node:fs';
import { mkdtempDisposable, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openRejectedFile } from './rejected-file.ts';

const folder = await mkdtempDisposable(join(tmpdir(), 'constellation-rejected-'));
afterAll(() => folder.remove());

test('the rejected stand beside the file, for nobody but its owner', async () => {
  const file = join(folder.path, 'users.csv');
  {
    await using rejected = await openRejectedFile(file);
    await rejected.write([{ line: 2, id: '1', code: 'BAD_ADDRESS', reason: 'there is none' }]);
    await rejected.write([{ line: 3, id: null, code: 'MALFORMED', reason: 'too "few", it seems' }]);
    expect([rejected.count, rejected.path]).toEqual([2, `${file}.rejected.csv`]);
  }

  expect(await readFile(`${file}.rejected.csv`, 'utf8')).toBe(
    'line,id,code,reason\n2,1,BAD_ADDRESS,there is none\n3,,MALFORMED,"too ""few"", it seems"\n',
  );
  expect((await stat(`${file}.rejected.csv`)).mode & 0o077).toBe(0);
});

test('where nobody is rejected there is no file, not even that of a former time', async () => {
  const file = join(folder.path, 'others.csv');
  {
    await using rejected = await openRejectedFile(file);
    await rejected.write([{ line: 2, id: '1', code: 'BAD_ADDRESS', reason: 'there is none' }]);
  }

  {
    await using _rejected = await openRejectedFile(file);
  }

  expect(existsSync(`${file}.rejected.csv`)).toBe(false);
});
