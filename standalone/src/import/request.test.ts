import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRequest } from './request.ts';

const { filename } = import.meta;

test('a file and where it comes from are asked for', () => {
  const file = 'standalone/src/import/request.sql';

  expect(() => readRequest(['users', file])).toThrow(`There is no file ${file}`);
});

test('sensors may be put into a venue, and come from the smart home unless told otherwise', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-request-'));
  const file = join(folder.path, 'sensors.JSON');
  await writeFile(file, '[]');

  expect(readRequest(['sensors', file])).toEqual({ what: 'sensors', file, source: 'smart-home', venue: undefined });
  expect(readRequest(['sensors', file, '--venue', 'cafe-central', '--source', 'annexe'])).toEqual({
    what: 'sensors',
    file,
    source: 'annexe',
    venue: 'cafe-central',
  });
});

test.for([
  [[]],
  [['users']],
  [['bookings', 'users.csv']],
  [['users', filename]],
  [['users', 'users.csv', 'more.csv']],
  [['users', 'users.csv', '--source', 'Tickets!']],
  [['users', 'users.csv', '--dry']],
  [['users', 'users.csv', '--venue', 'cafe-central']],
  [['users', 'users.json']],
  [['sensors']],
  [['sensors', 'sensors.sql']],
  [['sensors', 'sensors.csv', '--venue']],
])('who asks for something else is told how to ask: %j', ([args = []]) => {
  expect(() => readRequest(args)).toThrow('usage: npm run import -- users <file.csv or file.sql> [--source <name>]');
});
