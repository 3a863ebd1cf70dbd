import { expect, test } from 'vitest';
import { countConnections, cutConnections } from '../database/connections-for-tests.ts';
import type { ConnectionSettings } from '../database/database.ts';
import { serverForTests } from '../database/server-for-tests.ts';
import { openLog } from '../log.ts';
import { openSession } from './session.ts';

const log = openLog({ name: 'test', level: 'silent' });
const reserve = () => serverForTests().reserve('locks', 2);
const open = (settings: ConnectionSettings, name: string) => openSession(settings, name, log);

test('a lock is won once, held from then on, and taken for others', async () => {
  const settings = await reserve();
  await using one = open(settings, 'one');
  await using other = open(settings, 'other');

  const first = await one.lock(['a', 'b']);
  const second = await one.lock(['b', 'c']);
  const third = await other.lock(['a', 'c', 'd']);

  expect(first.outcomes).toEqual(['won', 'won']);
  expect(second.outcomes).toEqual(['held', 'won']);
  expect(third.outcomes).toEqual(['taken', 'taken', 'won']);
});

test('the end of a session frees its locks', async () => {
  const settings = await reserve();
  const one = open(settings, 'one');
  await one.lock(['a']);
  await using other = open(settings, 'other');

  await one[Symbol.asyncDispose]();

  await expect.poll(async () => (await other.lock(['a'])).outcomes).toEqual(['won']);
});

test('when its connection is cut its locks are free, and it asks for them anew', async () => {
  const settings = await reserve();
  await using one = open(settings, 'one');
  await using other = open(settings, 'other');
  await one.lock(['a', 'b']);

  expect(await cutConnections(settings, 'one')).toBe(1);

  expect((await other.lock(['a'])).outcomes).toEqual(['won']);
  await expect.poll(async () => (await one.lock(['a', 'b'])).outcomes.at(0)).toBe('taken');
  expect((await one.lock(['a', 'b'])).outcomes).toEqual(['taken', 'held']);
});

test('a query under locks that were lost fails, although the session has connected anew', async () => {
  const settings = await reserve();
  await using session = open(settings, 'one');
  const { query } = await session.lock(['a']);
  await cutConnections(settings, 'one');
  await expect.poll(async () => (await session.lock(['a'])).outcomes).toEqual(['won']);

  await expect(query('select 1 as one', [])).rejects.toThrow(/connection/i);

  const again = await session.lock(['a']);
  expect(await again.query('select 1 as one', [])).toEqual([{ one: 1 }]);
});

test('queries are run in the order they were asked for, and a refused one spoils no other', async () => {
  const settings = await reserve();
  await using session = open(settings, 'one');
  const { query } = await session.lock([]);
  await query('create table numbers (number integer unique, place integer generated always as identity)', []);

  const outcomes = await Promise.allSettled(
    [1, 2, 2, 3].map((number) => query('insert into numbers (number) values ($1)', [number])),
  );

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await query('select number from numbers order by place', [])).toEqual([
    { number: 1 },
    { number: 2 },
    { number: 3 },
  ]);
});

test('a session connects when it is first used, once, and leaves nothing', async () => {
  const settings = await reserve();
  const session = open(settings, 'one');
  expect(await countConnections(settings, 'one')).toBe(0);

  await Promise.all([session.lock(['a']), session.lock(['b']), session.lock(['c'])]);
  expect(await countConnections(settings, 'one')).toBe(1);
  await session[Symbol.asyncDispose]();

  await expect.poll(() => countConnections(settings, 'one')).toBe(0);
});

test('a session that cannot connect says so and tries again at the next use', async () => {
  const settings = await reserve();
  await using session = open({ ...settings, database: `${settings.database}_later` }, 'one');
  await expect(session.lock(['a'])).rejects.toThrow('does not exist');
  await using admin = open(settings, 'admin');
  const { query } = await admin.lock([]);

  await query(`create database "${settings.database}_later"`, []);

  expect((await session.lock(['a'])).outcomes).toEqual(['won']);
});
