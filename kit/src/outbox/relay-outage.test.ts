import { expect, inject, test } from 'vitest';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import { disturbedBus } from './disturbed-bus-for-tests.ts';
import { changeAll, noteIds, noteIdsOfOnePartition, openNotes } from './notes-for-tests.ts';
import { everyVersion, openRelay, publishedVersions, waiting } from './relay-for-tests.ts';

test.for(platformKinds)(
  'on the %s platform, while the bus is away events wait, and when it is back all go out in order',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    let refused = 0;
    let away = true;
    const { bus } = disturbedBus(platform.bus, (publish) => async (stream, messages) => {
      if (!away) return publish(stream, messages);
      refused += 1;
      throw new Error('the bus is away');
    });
    const ids = noteIds(20);
    await using _relay = openRelay(database, bus);
    await changeAll(database, ids, 3);
    await expect.poll(() => refused).toBeGreaterThan(10);
    await changeAll(database, ids, 3);
    expect(await waiting(database)).toBe(120);

    away = false;

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 6));
  },
);

test.for(platformKinds)(
  'on the %s platform what cannot be published holds up its own partition and no other',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const stuck = noteIdsOfOnePartition(250);
    const [poison] = stuck;
    const { bus } = disturbedBus(platform.bus, (publish) => async (stream, messages) => {
      if (messages.some(({ event }) => event.subject === poison)) throw new Error('too large');
      return publish(stream, messages);
    });
    const others = noteIds(7).map((id, index) => `${id.slice(0, -2)}0${index + 1}`);
    await changeAll(database, stuck, 1);
    await changeAll(database, others, 3);

    await using _relay = openRelay(database, bus);

    await expect.poll(() => waiting(database)).toBe(stuck.length);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(others, 3));
  },
);
