import { expect, inject, test } from 'vitest';
import { cutConnections } from '../database/connections-for-tests.ts';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import { disturbedBus } from './disturbed-bus-for-tests.ts';
import { changeAll, noteIds, openNotes } from './notes-for-tests.ts';
import { everyVersion, openRelay, publishedVersions, waiting } from './relay-for-tests.ts';

test.for(platformKinds)(
  'on the %s platform a relay that comes later stands by while the first publishes',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const first = disturbedBus(platform.bus, (publish) => publish);
    const second = disturbedBus(platform.bus, (publish) => publish);
    const ids = noteIds(20);
    await using _first = openRelay(database, first.bus, 'first');
    await changeAll(database, ids, 1);
    await expect.poll(() => waiting(database)).toBe(0);

    await using _second = openRelay(database, second.bus, 'second');
    for (let round = 0; round < 4; round += 1) await changeAll(database, ids, 1);

    await expect.poll(() => waiting(database)).toBe(0);
    expect(first.handed).toHaveLength(100);
    expect(second.handed).toEqual([]);
  },
);

test.for(platformKinds)(
  'on the %s platform, when the owner is cut off while it publishes another takes over, and what the first does too late changes nothing',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const gate = Promise.withResolvers<void>();
    let atGate = 0;
    const slow = disturbedBus(platform.bus, (publish) => async (stream, messages) => {
      atGate += 1;
      await gate.promise;
      return publish(stream, messages);
    });
    const ids = noteIds(20);
    await changeAll(database, ids, 5);
    await using _first = openRelay(database, slow.bus, 'first');
    using _opened = { [Symbol.dispose]: gate.resolve };
    await expect.poll(() => atGate).toBeGreaterThan(0);
    await using _second = openRelay(database, platform.bus, 'second');

    expect(await cutConnections(database.connection, 'first')).toBe(1);
    await expect.poll(() => waiting(database)).toBe(0);
    gate.resolve();
    await expect.poll(() => slow.handed.length).toBe(100);
    await changeAll(database, ids, 5);

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 10));
  },
);

test.for(platformKinds)(
  'on the %s platform, however often the connections of two relays are cut, nothing is lost, doubled or out of order',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    await using _first = openRelay(database, platform.bus, 'first');
    await using _second = openRelay(database, platform.bus, 'second');
    const ids = noteIds(20);

    for (let round = 0; round < 12; round += 1) {
      const cut = cutConnections(database.connection, round % 2 === 0 ? 'first' : 'second');
      await Promise.all([changeAll(database, ids, 2), cut]);
    }

    await expect.poll(() => waiting(database)).toBe(0);
    expect(await publishedVersions(platform.bus)).toEqual(everyVersion(ids, 24));
  },
);
