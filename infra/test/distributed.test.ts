import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { embeddedTests, missingServers, notRun } from './distributed.ts';

test('a server counts as present where the path leads to it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'servers-'));
  await writeFile(join(folder.path, 'nats-server'), '');

  expect(missingServers([folder.path])).toEqual(['redis-server']);
});

test('what did not run is told with the way to have it run', () => {
  expect(notRun(['redis-server'])).toBe(
    'distributed: NOT RUN (redis-server not found; on Debian: apt-get install redis-server)',
  );
});

test('without the servers, suites on the distributed platform are left out and no others', () => {
  expect(embeddedTests.test('on the distributed platform a relay publishes')).toBe(false);
  expect(embeddedTests.test('on the embedded platform a relay publishes')).toBe(true);
});
