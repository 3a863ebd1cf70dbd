import { expect, inject, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { rows, sql } from '../database/query.ts';
import { openLog } from '../log.ts';
import { testPlatform } from '../testing/test-platform.ts';
import { openSession } from '../workers/session.ts';
import { agreeOnBeginnings, markBeginnings } from './beginnings.ts';
import { changeAll, noteIds, openNotes, snapshotNote } from './notes-for-tests.ts';
import { writeBack } from './pending.ts';
import { everyVersion, openRelay, publishedVersions, waiting } from './relay-for-tests.ts';

const log = openLog({ name: 'test', level: 'silent' });

test(
  'on the distributed platform a log that lost everything gets back all that was ever published, once and in order',
  { timeout: 60_000 },
  async () => {
    await using platform = await testPlatform('distributed', inject('postgresUrl'));
    await using database = await openNotes(platform);
    await using _first = openRelay(database, platform.bus, 'first');
    await using _second = openRelay(database, platform.bus, 'second');
    const ids = noteIds(20);
    await changeAll(database, ids, 5);
    await Promise.all(ids.map((id) => snapshotNote(database, id, 1)));
    await expect.poll(() => waiting(database)).toBe(0);

    const losing = platform.nats?.loseData();
    await changeAll(database, ids, 5);
    await losing;
    await changeAll(database, ids, 5);

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 15));
    const snapshots = await Promise.all(ids.map((id) => platform.bus.last('NOTE_STATE', `note.snapshot.${id}`)));
    expect(snapshots.map((stored) => stored?.event.subject)).toEqual(ids);
  },
);

test(
  'on the distributed platform a loss is noticed although nothing is to be published',
  { timeout: 60_000 },
  async () => {
    await using platform = await testPlatform('distributed', inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(20);
    {
      await using _relay = openRelay(database, platform.bus);
      await changeAll(database, ids, 2);
      await expect.poll(() => waiting(database)).toBe(0);
    }

    await platform.nats?.loseData();
    await using _relay = openRelay(database, platform.bus);

    await expect.poll(() => publishedVersions(platform.bus)).toEqual(everyVersion(ids, 2));
  },
);

test(
  'on the distributed platform a log that lost its end gets it back, in order, with what was changed meanwhile',
  { timeout: 60_000 },
  async () => {
    await using platform = await testPlatform('distributed', inject('postgresUrl'));
    await using database = await openNotes(platform);
    await using _relay = openRelay(database, platform.bus);
    const ids = noteIds(20);
    await changeAll(database, ids, 5);
    await expect.poll(() => waiting(database)).toBe(0);
    await platform.nats?.remember();
    await changeAll(database, ids, 5);
    await expect.poll(() => waiting(database)).toBe(0);

    const rewinding = platform.nats?.rewind();
    await changeAll(database, ids, 5);
    await rewinding;

    await expect.poll(() => publishedVersions(platform.bus)).toEqual(everyVersion(ids, 15));
  },
);

/** Rows as if they had been published in the stream of venues, which keeps the newest of each subject. */
const publishMany = (database: Database, subjects: number, versions: number) =>
  rows(
    database.fork(),
    sql`insert into outbox (id, partition, stream, subject, aggregate, version, event, appended_at, sequence)
      select gen_random_uuid(), 0, 'VENUE_STATE', 'venue.snapshot.' || subject, gen_random_uuid(), version, '{}',
             clock_instant(), version * 100000 + subject
        from generate_series(1, ${versions}::integer) as version, generate_series(1, ${subjects}::integer) as subject`,
  );

/** An outbox that agrees with a log on the first beginning of the stream of venues; the log's beginning can be changed. */
async function openAgreed(started: AsyncDisposableStack) {
  const platform = started.use(await testPlatform('embedded', inject('postgresUrl')));
  const database = started.use(await openNotes(platform));
  const { query } = await started.use(openSession(database.connection, 'beginnings', log)).lock([]);
  const present: { epoch: string; remembered?: string } = { epoch: 'first' };
  const bus = {
    ...platform.bus,
    epoch: async (_stream: string, anew?: 'anew') => (anew ? present.epoch : (present.remembered ?? present.epoch)),
  };
  await markBeginnings(bus, query, ['VENUE_STATE']);
  return { database, query, present, agree: () => agreeOnBeginnings(bus, query, new WeakSet()) };
}

test('what was lost is looked through in steps, and only what the stream would still hold is published again', async () => {
  await using started = new AsyncDisposableStack();
  const { database, present, agree } = await openAgreed(started);
  await publishMany(database, 25_000, 2);

  present.epoch = 'second';
  const steps = [await agree(), await agree(), await agree(), await agree()];

  expect(steps.map(({ more, epochs }) => [more, epochs.get('VENUE_STATE')])).toEqual([
    [true, undefined],
    [true, undefined],
    [true, undefined],
    [false, 'second'],
  ]);
  expect(await waiting(database)).toBe(25_000);
  const [rest] = await rows(
    database.fork(),
    sql`select count(*)::integer as count, max(version) as version from outbox where sequence = 0`,
  );
  expect(rest).toEqual({ count: 25_000, version: 1 });
});

test('what went to a beginning that is over by now does not count as published', async () => {
  await using started = new AsyncDisposableStack();
  const { database, query, present, agree } = await openAgreed(started);
  await publishMany(database, 1, 1);
  await rows(database.fork(), sql`update outbox set sequence = null`);
  const [row] = await rows(database.fork(), sql<{ position: string }>`select position from outbox`);
  const published = { position: row?.position ?? '', stream: 'VENUE_STATE', sequence: 7 };
  present.epoch = 'second';
  await agree();

  await writeBack(query, [{ ...published, epoch: 'first' }]);
  const before = await waiting(database);
  await writeBack(query, [{ ...published, epoch: 'second' }]);

  expect(before).toBe(1);
  expect(await waiting(database)).toBe(0);
});

test('who has not heard of the present beginning yet does not bring back the lost one', async () => {
  await using started = new AsyncDisposableStack();
  const { database, present, agree } = await openAgreed(started);
  await publishMany(database, 1, 1);
  present.epoch = 'second';
  await agree();
  await rows(database.fork(), sql`update outbox set sequence = 1`);

  present.remembered = 'first';
  const { epochs } = await agree();

  expect(epochs.get('VENUE_STATE')).toBe('second');
  expect(await waiting(database)).toBe(0);
});
