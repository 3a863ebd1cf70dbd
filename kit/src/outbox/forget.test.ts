import { expect, inject, test } from 'vitest';
import type { Bus } from '../bus/bus.ts';
import type { Database } from '../database/database.ts';
import { rows, sql } from '../database/query.ts';
import { newId } from '../identifier.ts';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import { forgetEvents, forgetSubjects } from './forget.ts';
import { noteIds, noteSnapshot, openNotes, outboxOf, snapshotNote } from './notes-for-tests.ts';
import { openRelay, waiting } from './relay-for-tests.ts';

const daysMs = (days: number) => days * 86_400_000;

const subjectOf = (note: string) => `note.snapshot.${note}`;

/** The version that the stream has of each note. */
const versions = async ({ last }: Bus, ids: readonly string[]) =>
  (await Promise.all(ids.map((id) => last('NOTE_STATE', subjectOf(id))))).map((stored) => stored?.event.version);

/** Publishes what waits in the outbox. */
async function publishAll(database: Database, bus: Bus) {
  await using _relay = openRelay(database, bus);
  await expect.poll(() => waiting(database)).toBe(0);
}

test.for(platformKinds)(
  'on the %s platform a subject is forgotten with its last event, 30 days later and not before',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    const { bus, clock } = platform;
    await using database = await openNotes(platform);
    const [over = '', young = '', kept = ''] = noteIds(3);
    for (const id of [over, kept]) await snapshotNote(database, id, 1);
    await snapshotNote(database, over, 2, true);
    await clock.advance(daysMs(1));
    await snapshotNote(database, young, 1, true);
    await publishAll(database, bus);
    await clock.advance(daysMs(28));
    await forgetSubjects(database.fork(), bus);
    const before = await versions(bus, [over, young, kept]);

    await clock.advance(daysMs(1) + 1);
    await forgetEvents(database.fork());
    await forgetSubjects(database.fork(), bus);

    expect(before).toEqual([2, 1, 1]);
    expect(await versions(bus, [over, young, kept])).toEqual([undefined, 1, 1]);
    expect(await outboxOf(database)).toMatchObject([{ aggregate: young }]);
  },
);

test.for(platformKinds)('on the %s platform a subject that came back stays until its next last event', async (kind) => {
  await using platform = await testPlatform(kind, inject('postgresUrl'));
  const { bus, clock } = platform;
  await using database = await openNotes(platform);
  const note = newId();
  await snapshotNote(database, note, 1, true);
  await clock.advance(daysMs(20));
  await snapshotNote(database, note, 2);
  await snapshotNote(database, note, 3, true);
  await publishAll(database, bus);

  await clock.advance(daysMs(11));
  await forgetSubjects(database.fork(), bus);
  const back = await versions(bus, [note]);
  await clock.advance(daysMs(20));
  await forgetSubjects(database.fork(), bus);

  expect(back).toEqual([3]);
  expect(await versions(bus, [note])).toEqual([undefined]);
});

test.for(platformKinds)(
  'on the %s platform a subject that comes back while it is being forgotten stays',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    const { bus, clock } = platform;
    await using database = await openNotes(platform);
    const note = newId();
    await snapshotNote(database, note, 1, true);
    await publishAll(database, bus);
    await clock.advance(daysMs(31));
    const last: Bus['last'] = async (stream, subject) => {
      const newest = await bus.last(stream, subject);
      await snapshotNote(database, note, 2);
      await publishAll(database, bus);
      return newest;
    };

    await forgetSubjects(database.fork(), { ...bus, last });

    expect(await versions(bus, [note])).toEqual([2]);
    expect(await outboxOf(database)).toMatchObject([{ version: 2 }]);
  },
);

test('the newest state of a subject is never forgotten, as its stream may have to be made anew from it', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await using database = await openNotes(platform);
  const [lone = '', changed = ''] = noteIds(2);
  const inVenueState = (note: string, version: number) =>
    snapshotNote(database, note, version, false, { ...noteSnapshot, stream: 'VENUE_STATE' });
  for (const [note, version] of [
    [lone, 1],
    [changed, 1],
    [changed, 2],
  ] as const)
    await inVenueState(note, version);
  await rows(database.fork(), sql`update outbox set sequence = version`);
  await platform.clock.advance(daysMs(31));

  await forgetEvents(database.fork());

  expect(await outboxOf(database)).toMatchObject([
    { aggregate: lone, version: 1 },
    { aggregate: changed, version: 2 },
  ]);
});

test('events of a stream that keeps them for a day stay an hour longer, those of others 30 days', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await using database = await openNotes(platform);
  const [brief = '', lasting = '', waits = ''] = noteIds(3);
  const inStream = (note: string, stream: string) =>
    snapshotNote(database, note, 1, false, { ...noteSnapshot, stream });
  await inStream(brief, 'TELEMETRY');
  await inStream(lasting, 'PERSONAL_DATA');
  await rows(database.fork(), sql`update outbox set sequence = position`);
  await inStream(waits, 'TELEMETRY');
  const keptAfter = async (milliseconds: number) => {
    await platform.clock.advance(milliseconds);
    await forgetEvents(database.fork());
    return (await outboxOf(database)).map(({ aggregate }) => aggregate);
  };

  expect(await keptAfter(25 * 3_600_000 - 60_000)).toEqual([brief, lasting, waits]);
  expect(await keptAfter(60_000)).toEqual([lasting, waits]);
  expect(await keptAfter(daysMs(28))).toEqual([lasting, waits]);
  expect(await keptAfter(daysMs(1))).toEqual([waits]);
});

test('a last event that still has to be published is not forgotten', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await using database = await openNotes(platform);
  await snapshotNote(database, newId(), 1, true);
  await platform.clock.advance(daysMs(31));

  await forgetSubjects(database.fork(), platform.bus);

  expect(await waiting(database)).toBe(1);
});

test('a large backlog of subjects is forgotten in steps, a few subjects at a time', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  const { bus, clock } = platform;
  await using database = await openNotes(platform);
  await rows(
    database.fork(),
    sql`insert into outbox (id, partition, stream, subject, aggregate, version, event, appended_at, sequence, last)
      select gen_random_uuid(), 0, 'NOTE_STATE', 'note.snapshot.' || number, gen_random_uuid(), 1, '{}',
             clock_instant(), number, true from generate_series(1, 1200) as number`,
  );
  await clock.advance(daysMs(31));
  const [kept, atOnce] = [Array<number>(), Array<number>()];
  let asking = 0;
  const last: Bus['last'] = async (stream, subject) => {
    atOnce.push((asking += 1));
    const newest = await bus.last(stream, subject);
    asking -= 1;
    return newest;
  };

  for (let more = true; more;) {
    more = await forgetSubjects(database.fork(), { ...bus, last });
    kept.push((await outboxOf(database)).length);
  }

  expect(kept).toEqual([700, 200, 0]);
  expect(atOnce).toHaveLength(1_200);
  expect(Math.max(...atOnce)).toBe(4);
});
