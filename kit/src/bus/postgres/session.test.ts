import { once } from 'node:events';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { newId } from '../../identifier.ts';
import { openLog } from '../../log.ts';
import { openBells } from './bells.ts';
import { openSession } from './session.ts';

const log = openLog({ name: 'test', level: 'silent' });

const open = (name = newId(), bells = openBells()) =>
  openSession({ connectionString: inject('postgresUrl'), application_name: name }, { bells, log, onLost: () => {} });

const query = async (text: string, values: unknown[]) => {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(text, values);
  await client.end();
};

const cut = (name: string) =>
  query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [name]);

test('one at a time holds a lock, within a session and among sessions', async () => {
  await using mine = await open();
  await using theirs = await open();
  const lock = newId();

  const claim = await mine.lock(lock);

  expect(claim).toBeDefined();
  expect(await mine.lock(lock)).toBeUndefined();
  expect(await theirs.lock(lock)).toBeUndefined();
  expect(await theirs.lock(newId())).toBeDefined();
});

test('a lock that was given back can be taken by another', async () => {
  await using mine = await open();
  await using theirs = await open();
  const lock = newId();
  const claim = await mine.lock(lock);

  await claim?.[Symbol.asyncDispose]();

  expect(await theirs.lock(lock)).toBeDefined();
  expect(await mine.lock(lock)).toBeUndefined();
});

test('a cut connection loses its locks, and says so', async () => {
  const name = newId();
  await using mine = await open(name);
  await using theirs = await open();
  const lock = newId();
  const claim = await mine.lock(lock);
  const lost = claim && once(claim.lost, 'abort');

  await cut(name);
  await lost;

  await expect.poll(() => theirs.lock(lock)).toBeDefined();
  await claim?.[Symbol.asyncDispose]();
  expect(await mine.lock(lock)).toBeUndefined();
});

test('notifications ring the bells of their stream, a new connection rings all', async () => {
  const name = newId();
  const bells = openBells();
  const rung: string[] = [];
  using _left = bells.on('LEFT', () => rung.push('left'));
  using _right = bells.on('RIGHT', () => rung.push('right'));
  await using _session = await open(name, bells);
  await expect.poll(() => rung).toEqual(['left', 'right']);

  await query('select pg_notify($1, $2)', ['messages', 'RIGHT']);
  await expect.poll(() => rung).toEqual(['left', 'right', 'right']);
  await cut(name);

  await expect.poll(() => rung).toEqual(['left', 'right', 'right', 'left', 'right']);
});
