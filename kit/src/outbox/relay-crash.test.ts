import { expect, inject, test } from 'vitest';
import { cutConnections } from '../database/connections-for-tests.ts';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import { disturbedBus } from './disturbed-bus-for-tests.ts';
import { changeAll, noteIds, openNotes } from './notes-for-tests.ts';
import { everyVersion, openRelay, publishedVersions, waiting } from './relay-for-tests.ts';

test.for(platformKinds)(
  'on the %s platform, when the answer to a publish is lost, what the stream holds is not published again',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(20);
    await changeAll(database, ids, 5);
    let lost = false;
    const { bus } = disturbedBus(platform.bus, (publish) => async (stream, messages) => {
      const sequences = await publish(stream, messages);
      if (lost) return sequences;
      lost = true;
      throw new Error('the answer is lost');
    });

    await using _relay = openRelay(database, bus);

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 5));
  },
);

test.for(platformKinds)(
  'on the %s platform, when a publish fails halfway, the relay goes on behind what the stream holds',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(20);
    await changeAll(database, ids, 5);
    let failures = 0;
    const { bus } = disturbedBus(platform.bus, (publish) => async (stream, messages) => {
      if (failures === 10) return publish(stream, messages);
      failures += 1;
      await publish(stream, messages.slice(0, messages.length / 2));
      throw new Error('halfway');
    });

    await using _relay = openRelay(database, bus);

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 5));
  },
);

test.for(platformKinds)(
  'on the %s platform, when the connection is cut between publishing and noting it, nothing is published again',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const ids = noteIds(20);
    await changeAll(database, ids, 5);
    let cutting: Promise<number> | undefined;
    const { bus } = disturbedBus(platform.bus, (publish) => async (stream, messages) => {
      const sequences = await publish(stream, messages);
      cutting ??= cutConnections(database.connection, 'relay');
      await cutting;
      return sequences;
    });

    await using _relay = openRelay(database, bus);

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await cutting).toBe(1);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 5));
  },
);
