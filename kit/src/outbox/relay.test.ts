import { expect, inject, test } from 'vitest';
import { newId } from '../identifier.ts';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import { changeAll, changeNote, noteIds, openNotes, outboxOf, snapshotNote } from './notes-for-tests.ts';
import { everyVersion, openRelay, publishedNotes, publishedVersions, waiting } from './relay-for-tests.ts';

test.for(platformKinds)(
  "on the %s platform an aggregate's events are published once, in the order of their versions, however many transactions race",
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    await using _relay = openRelay(database, platform.bus);
    const ids = noteIds(16);

    await changeAll(database, ids, 20);

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 20));
  },
);

test.for(platformKinds)('on the %s platform the place of every event in its stream is written back', async (kind) => {
  await using platform = await testPlatform(kind, inject('postgresUrl'));
  await using database = await openNotes(platform);
  await using _relay = openRelay(database, platform.bus);

  await changeAll(database, noteIds(5), 4);

  await expect.poll(() => waiting(database)).toBe(0);
  const stored = new Map((await publishedNotes(platform.bus)).map(({ event, sequence }) => [event.id, sequence]));
  const written = new Map((await outboxOf(database)).map(({ id, sequence }) => [id, sequence]));
  expect(written).toEqual(stored);
});

test.for(platformKinds)(
  'on the %s platform a commit wakes the relay: one after the other, ten events are out sooner than by looking now and then',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    await using _relay = openRelay(database, platform.bus);
    const reading = platform.bus.read('NOTES', { from: 'start', signal: AbortSignal.timeout(10_000) });
    const arrivals = reading[Symbol.asyncIterator]();
    const note = newId();
    await changeNote(database.fork(), note);
    await arrivals.next();
    const began = performance.now();

    for (let times = 0; times < 10; times += 1) {
      await changeNote(database.fork(), note);
      await arrivals.next();
    }

    expect(performance.now() - began).toBeLessThan(2_000);
  },
);

test.for(platformKinds)(
  'on the %s platform what was committed while no relay ran is published by the next',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(40);
    await changeAll(database, ids, 5);

    await using _relay = openRelay(database, platform.bus);

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 5));
  },
);

test.for(platformKinds)(
  "on the %s platform an aggregate's events of one version are published on both their streams",
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(10);
    await changeAll(database, ids, 1);
    await Promise.all(ids.map((id) => snapshotNote(database, id, 1)));

    await using _relay = openRelay(database, platform.bus);

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 1));
    const snapshots = await Promise.all(ids.map((id) => platform.bus.last('NOTE_STATE', `note.snapshot.${id}`)));
    expect(snapshots.map((stored) => stored?.event)).toMatchObject(ids.map((subject) => ({ subject, version: 1 })));
  },
);
