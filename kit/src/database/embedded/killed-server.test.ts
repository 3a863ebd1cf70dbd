import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { openLog } from '../../log.ts';
import { postgresServer } from '../postgres-server.ts';
import { rows, sql } from '../query.ts';
import { ask } from './ask-for-tests.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive, readPid } from './left-over.ts';

const pidFile = (folder: string) => join(folder, 'postgres-18', 'data', 'postmaster.pid');

async function kill(folder: string): Promise<number> {
  const pid = (await readPid(pidFile(folder))) ?? Number.NaN;
  process.kill(pid, 'SIGKILL');
  return pid;
}

/** An embedded PostgreSQL, and how often it has logged something. */
async function startLogged(dataDirectory: string) {
  const lines: string[] = [];
  const log = openLog({ name: 'test', level: 'info', destination: { write: (line) => void lines.push(line) } });
  const postgres = await startEmbeddedPostgres({ dataDirectory, log, settings: { fsync: 'off' } });
  return { postgres, count: (words: string) => lines.filter((line) => line.includes(words)).length };
}

const ended = 'PostgreSQL ended unexpectedly; starting it again';
const runsAgain = 'PostgreSQL runs again';

test('a server that is killed is started again in its place, with all that was committed', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  const { postgres, count } = await startLogged(folder.path);
  await using _postgres = postgres;
  const log = openLog({ name: 'test', level: 'silent' });
  const server = postgresServer({ url: postgres.url, clock: systemClock, log });
  await using database = await server.open({ name: 'notes', entities: [], migrations: [] });
  await rows(database.fork(), sql`create table kept as select 'committed' as what`);

  await database.ping();

  const killed = await kill(folder.path);

  const answer = () => ask(postgres.url, 'select 1').catch(() => 'down');
  await expect.poll(answer).toEqual([[1]]);
  const kept = () => rows(database.fork(), sql`select what from kept`).catch(() => 'down');
  await expect.poll(kept).toEqual([{ what: 'committed' }]);
  await expect.poll(() => database.ping().catch(() => 'down')).toBeUndefined();
  expect(await readPid(pidFile(folder.path))).not.toBe(killed);
  expect([count(ended), count('SIGKILL')]).toEqual([1, 1]);
});

test.for([1, 2])('a server that was killed (%i times) leaves nothing behind when it is disposed', async (times) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  const { postgres, count } = await startLogged(folder.path);
  const killed = [];
  for (let time = 1; time <= times; time++) {
    await expect.poll(() => count(runsAgain)).toBe(time - 1);
    killed.push(await kill(folder.path));
    await expect.poll(() => count(ended)).toBe(time);
  }

  await postgres[Symbol.asyncDispose]();

  await expect(ask(postgres.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  const last = await readPid(pidFile(folder.path));
  expect([...killed, ...(last ? [last] : [])].filter(isAlive)).toEqual([]);
});
