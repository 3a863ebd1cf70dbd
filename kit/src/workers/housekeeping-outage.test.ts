import { expect, inject, test } from 'vitest';
import type { Bus } from '../bus/bus.ts';
import type { Database } from '../database/database.ts';
import { rows, sql } from '../database/query.ts';
import { idempotent } from '../idempotency/idempotent.ts';
import { newId } from '../identifier.ts';
import { noteIds, openNotes, outboxOf, snapshotNote } from '../outbox/notes-for-tests.ts';
import { openRelay, waiting } from '../outbox/relay-for-tests.ts';
import { newScope } from '../scope-for-tests.ts';
import { platformKinds, type TestPlatform, testPlatform } from '../testing/test-platform.ts';
import { housekeeping } from './housekeeping.ts';

/** Publishes the last snapshot of each note, and lets 31 days pass. */
async function endNotes({ bus, clock }: TestPlatform, database: Database, ids: readonly string[]) {
  for (const id of ids) await snapshotNote(database, id, 1, true);
  await using _relay = openRelay(database, bus);
  await expect.poll(() => waiting(database)).toBe(0);
  await clock.advance(31 * 86_400_000);
}

const stillThere = async (bus: Bus, ids: readonly string[]) => {
  const newest = await Promise.all(ids.map((id) => bus.last('NOTE_STATE', `note.snapshot.${id}`)));
  return newest.flatMap((stored) => (stored ? [stored.event.subject] : []));
};

const keptIn = async (database: Database) => (await outboxOf(database)).map(({ aggregate }) => aggregate);

test.for(platformKinds)(
  'on the %s platform, while the bus is away last events wait for it, and nothing else waits with them',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    const { bus } = platform;
    await using database = await openNotes(platform);
    const [over = '', other = ''] = noteIds(2);
    await idempotent(newScope(database), { operation: 'takeNote', key: 'old', request: {} }, async () => newId());
    await snapshotNote(database, other, 1);
    await endNotes(platform, database, [over]);
    const away: Bus = { ...bus, last: () => Promise.reject(new Error('the bus is away')) };

    await expect(housekeeping(away).run(newScope(database))).rejects.toThrow('the bus is away');
    const [events, keys] = [await keptIn(database), await rows(database.fork(), sql`select from idempotency`)];
    await housekeeping(bus).run(newScope(database));

    expect(events).toEqual([over]);
    expect(keys).toEqual([]);
    expect(await keptIn(database)).toEqual([]);
    expect(await stillThere(bus, [over, other])).toEqual([other]);
  },
);

test.for(platformKinds)(
  'on the %s platform a crash between forgetting a subject and its row leaves what the next tick ends',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    const { bus } = platform;
    await using database = await openNotes(platform);
    const note = newId();
    await endNotes(platform, database, [note]);
    const remove: Bus['remove'] = async (...subject) => {
      await bus.remove(...subject);
      throw new Error('crash');
    };

    await expect(housekeeping({ ...bus, remove }).run(newScope(database))).rejects.toThrow('crash');
    const [events, subjects] = [await keptIn(database), await stillThere(bus, [note])];
    await housekeeping(bus).run(newScope(database));

    expect(events).toEqual([note]);
    expect(subjects).toEqual([]);
    expect(await keptIn(database)).toEqual([]);
  },
);

test.for(platformKinds)('on the %s platform a subject that the bus refuses holds up no other', async (kind) => {
  await using platform = await testPlatform(kind, inject('postgresUrl'));
  const { bus } = platform;
  await using database = await openNotes(platform);
  const [refused = '', ...others] = noteIds(20);
  await endNotes(platform, database, [refused, ...others]);
  const remove: Bus['remove'] = async (stream, subject, upTo) => {
    if (subject.endsWith(refused)) throw new Error('refused');
    await bus.remove(stream, subject, upTo);
  };

  await expect(housekeeping({ ...bus, remove }).run(newScope(database))).rejects.toThrow('refused');

  expect(await stillThere(bus, [refused, ...others])).toEqual([refused]);
  expect(await keptIn(database)).toEqual([refused]);
});
