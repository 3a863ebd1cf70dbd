import { rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { type OpenLive, openLive, publishVenue, snapshotAt } from '../testing/open-live.ts';
import { berlin, dallas, tromso } from '../testing/places.ts';
import { onVenueSnapshot } from './venue-snapshots.ts';

/** The whole projection. */
const projectionOf = ({ scope }: OpenLive) =>
  rows(scope().em, sql`select id, version, latitude, closed from venues order by id`);

test.for(platformKinds)(
  'on the %s platform who begins anew knows every venue as it is now from the stream alone',
  async (kind) => {
    await using live = await openLive(kind, { workers: [onVenueSnapshot] });
    const [first, moved, closed] = [snapshotAt(berlin), snapshotAt(berlin), snapshotAt(tromso)];
    for (const venue of [first, moved, closed]) await publishVenue(live, venue, 1);
    await publishVenue(live, { ...moved, location: dallas }, 2);
    await publishVenue(live, { ...closed, closed: true }, 2);
    const known = [
      { id: first.venueId, version: 1, latitude: berlin.latitude, closed: false },
      { id: moved.venueId, version: 2, latitude: dallas.latitude, closed: false },
      { id: closed.venueId, version: 2, latitude: tromso.latitude, closed: true },
    ].toSorted((one, other) => (one.id < other.id ? -1 : 1));
    await expect.poll(() => projectionOf(live)).toEqual(known);

    await rows(live.scope().em, sql`delete from venues`);
    await using _process = await live.startProcess({ ...onVenueSnapshot, durable: 'space-data-venues-rebuilt' });

    await expect.poll(() => projectionOf(live)).toEqual(known);
  },
);
