import { describe, expect, inject, test } from 'vitest';
import type { Message } from '../bus/bus.ts';
import { cutConnections } from '../database/connections-for-tests.ts';
import type { Database } from '../database/database.ts';
import { rows, sql } from '../database/query.ts';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import { disturbedBus } from './disturbed-bus-for-tests.ts';
import { changeAll, noteIds, openNotes, outboxOf } from './notes-for-tests.ts';
import { everyVersion, openRelay, publishedVersions, waiting } from './relay-for-tests.ts';

const patience = { timeout: 8_000 };

describe.for(platformKinds)('on the %s platform', (kind) => {
  test('when the answer to a publish is lost, what the stream holds is not published again', async () => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(20);
    await changeAll(database, ids, 5);
    let lost = false;
    const { bus, handed } = disturbedBus(platform.bus, (publish) => async (stream, messages) => {
      const sequences = await publish(stream, messages);
      if (lost) return sequences;
      lost = true;
      throw new Error('the answer is lost');
    });

    await using _relay = openRelay(database, bus);

    await expect.poll(() => waiting(database), patience).toBe(0);
    expect(new Set(handed).size).toBe(handed.length);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 5));
  });

  test('when a publish fails halfway, the relay goes on behind what the stream holds', async () => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(20);
    await changeAll(database, ids, 5);
    const halved = new Set<string>();
    const { bus, handed } = disturbedBus(platform.bus, (publish) => async (stream, messages) => {
      const [first] = messages;
      if (!first || messages.length === 1 || halved.has(first.event.id)) return publish(stream, messages);
      halved.add(first.event.id);
      await publish(stream, messages.slice(0, messages.length / 2));
      throw new Error('halfway');
    });

    await using _relay = openRelay(database, bus);

    await expect.poll(() => waiting(database), patience).toBe(0);
    expect(new Set(handed).size).toBe(handed.length);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 5));
  });

  test('when the connection is cut between publishing and noting it, nothing is published again', async () => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(20);
    await changeAll(database, ids, 5);
    let cut = 0;
    const { bus, handed } = disturbedBus(platform.bus, (publish) => async (stream, messages) => {
      const sequences = await publish(stream, messages);
      cut ||= await cutConnections(database.connection, 'relay');
      return sequences;
    });

    await using _relay = openRelay(database, bus);

    await expect.poll(() => waiting(database), patience).toBe(0);
    expect(cut).toBe(1);
    expect(new Set(handed).size).toBe(handed.length);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 5));
  });

  test('when noting fails for a while, nothing is published again', async () => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(20);
    await changeAll(database, ids, 5);
    await using refusal = await refuseNotes(database);
    const { bus, handed } = disturbedBus(platform.bus, (publish) => publish);

    await using _relay = openRelay(database, bus);
    await expect.poll(refusal.count, patience).toBeGreaterThan(2);
    await refusal.end();

    await expect.poll(() => waiting(database), patience).toBe(0);
    expect(new Set(handed).size).toBe(handed.length);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 5));
  });

  test('what an earlier owner published is found although hundreds of other events come before it', async () => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(700).map((id) => `${id.slice(0, -2)}00`);
    await changeAll(database, ids, 1);
    const stored = (await outboxOf(database)).slice(-50).map(({ id }) => id);
    const messages = await rows(database.fork(), sql<Message>`select subject, event from outbox where id = any(${stored})`);
    await platform.bus.publish('NOTES', messages);
    const { bus, handed } = disturbedBus(platform.bus, (publish) => publish);

    await using _relay = openRelay(database, bus);

    await expect.poll(() => waiting(database), patience).toBe(0);
    expect(handed.filter((id) => stored.includes(id))).toEqual([]);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 1));
  });
});

/** Lets the database refuse to note what was published, and counts how often it did. */
async function refuseNotes(database: Database) {
  await rows(database.fork(), sql`create sequence refusals`);
  await rows(
    database.fork(),
    sql`create function refuse() returns trigger language plpgsql
      as $$ begin raise exception 'refusal %', nextval('refusals'); end $$`,
  );
  await rows(database.fork(), sql`create trigger refuse before update on outbox for each statement execute function refuse()`);
  const end = async () => void (await rows(database.fork(), sql`drop trigger if exists refuse on outbox`));
  return {
    count: async () => {
      const [row] = await rows(database.fork(), sql<{ count: number }>`select last_value::integer as count from refusals`);
      return row?.count ?? 0;
    },
    end,
    [Symbol.asyncDispose]: end,
  };
}
