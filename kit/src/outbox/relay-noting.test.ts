import { expect, inject, test } from 'vitest';
import type { Message } from '../bus/bus.ts';
import type { Database } from '../database/database.ts';
import { rows, sql } from '../database/query.ts';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import { disturbedBus } from './disturbed-bus-for-tests.ts';
import { changeAll, noteIds, noteIdsOfOnePartition, openNotes, outboxOf } from './notes-for-tests.ts';
import { everyVersion, openRelay, publishedVersions, waiting } from './relay-for-tests.ts';

test.for(platformKinds)(
  'on the %s platform, when noting fails for a while, nothing is published again',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(20);
    await changeAll(database, ids, 5);
    await using refusal = await refuseNotes(database);
    const { bus } = disturbedBus(platform.bus, (publish) => publish);

    await using _relay = openRelay(database, bus);
    await expect.poll(refusal.count).toBeGreaterThan(2);
    await refusal.end();

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 5));
  },
);

test.for(platformKinds)(
  'on the %s platform what an earlier owner published is found although more than a batch of other events come before it',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIdsOfOnePartition(300);
    await changeAll(database, ids, 1);
    const stored = (await outboxOf(database)).slice(-50).map(({ id }) => id);
    const messages = await rows(
      database.fork(),
      sql<Message>`select subject, event from outbox where id = any(${stored})`,
    );
    await platform.bus.publish('NOTES', messages);
    const { bus } = disturbedBus(platform.bus, (publish) => publish);

    await using _relay = openRelay(database, bus);

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 1));
  },
);

/** Lets the database refuse to note what was published, and counts how often it did. */
async function refuseNotes(database: Database) {
  await rows(database.fork(), sql`create sequence refusals`);
  await rows(
    database.fork(),
    sql`create function refuse() returns trigger language plpgsql
      as $$ begin raise exception 'refusal %', nextval('refusals'); end $$`,
  );
  await rows(
    database.fork(),
    sql`create trigger refuse before update on outbox for each statement execute function refuse()`,
  );
  const end = async () => void (await rows(database.fork(), sql`drop trigger if exists refuse on outbox`));
  return {
    count: async () => {
      const [row] = await rows(
        database.fork(),
        sql<{ count: number }>`select last_value::integer as count from refusals`,
      );
      return row?.count ?? 0;
    },
    end,
    [Symbol.asyncDispose]: end,
  };
}
