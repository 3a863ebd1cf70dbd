import type { Bus, Stored } from '@constellation/kit';
import { rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { issMoved, parseEvent, visiblePassSoon } from '@constellation/schema';
import { expect, test } from 'vitest';
import { orbitOf } from '../domain/orbit.ts';
import { positionAt } from '../domain/position.ts';
import { moveTo, type OpenLive, openLive, publishVenue, snapshotAt } from '../testing/open-live.ts';
import { nextSeen } from '../testing/passes.ts';

/** Hears all that comes on a stream. */
function hear(bus: Bus, stream: string) {
  const leaving = new AbortController();
  const heard: Stored[] = [];
  const hearing = (async () => {
    for await (const stored of bus.read(stream, { from: 'start', signal: leaving.signal })) heard.push(stored);
  })();
  return {
    heard,
    [Symbol.asyncDispose]: async () => {
      leaving.abort();
      await hearing;
    },
  };
}

/** Ends the connection that holds the lock of who tells where the station is, as the end of its process does. */
const endLeader = ({ scope }: OpenLive) =>
  rows(
    scope().em,
    sql`select pg_terminate_backend(pid, 5000) from pg_locks, hashtextextended('broadcast-space-data-iss', 0) as name
      where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32 | objid::bigint) = name`,
  );

test.for(platformKinds)(
  'on the %s platform however many processes there are each second is told once, also when who tells ends',
  async (kind) => {
    await using live = await openLive(kind);
    const { platform, elements } = live;
    await using _one = await live.startProcess();
    await using _other = await live.startProcess();
    await using iss = hear(platform.bus, 'SPACE_NOW');
    const seconds = () => iss.heard.map(({ event }) => event.version);
    await expect.poll(() => iss.heard.length).toBeGreaterThan(1);

    const before = iss.heard.length;
    expect(await endLeader(live)).toHaveLength(1);
    await expect.poll(() => iss.heard.length, { timeout: 6_000 }).toBeGreaterThan(before + 1);

    expect(seconds()).toEqual([...new Set(seconds())].toSorted((one, other) => one - other));
    const orbit = orbitOf(elements);
    for (const { event } of iss.heard) {
      const { version, data } = parseEvent(issMoved, event);
      const { at, latitude, longitude, altitude, velocity } =
        positionAt(orbit, Temporal.Instant.fromEpochMilliseconds(version * 1_000)) ?? {};
      const good = { elementsEpoch: elements.EPOCH, freshness: 'FRESH' };
      expect(data).toEqual({ at: String(at), latitude, longitude, altitude, velocity, ...good });
    }
  },
);

test.for(platformKinds)(
  'on the %s platform a pass above a venue that is heard of is told of once, by whichever process',
  async (kind) => {
    await using live = await openLive(kind);
    const { platform, elements } = live;
    const { place, visibleFrom } = nextSeen(elements, platform.clock.now());
    const venue = snapshotAt(place);
    await publishVenue(live, venue, 1);
    await using space = hear(platform.bus, 'SPACE');
    await moveTo(live, visibleFrom, -595);
    {
      await using _one = await live.startProcess();
      await using _other = await live.startProcess();
      await expect.poll(() => space.heard.length).toBe(1);
    }

    await using _next = await live.startProcess();
    await using iss = hear(platform.bus, 'SPACE_NOW');
    await expect.poll(() => iss.heard.length).toBeGreaterThan(6);

    expect(space.heard.map(({ subject }) => subject)).toEqual([`space.pass.${venue.venueId}`]);
    const [told] = space.heard.map(({ event }) => parseEvent(visiblePassSoon, event).data);
    expect(told).toMatchObject({ venueId: venue.venueId, visibleFrom: visibleFrom.toString() });
  },
);
