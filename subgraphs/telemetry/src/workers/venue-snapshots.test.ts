import { newId, rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { venueSnapshot } from '@constellation/schema';
import { expect, test } from 'vitest';
import { type OpenTelemetry, openTelemetry } from '../testing/open-telemetry.ts';
import { type KnownVenue, snapshotOf } from '../testing/venues.ts';
import { onVenueSnapshot } from './venue-snapshots.ts';

/** The whole projection. */
const projectionOf = ({ scope }: OpenTelemetry) =>
  rows(scope().em, sql`select id, version, room_ids as "roomIds" from venues order by id`);

const aVenue = (rooms = 1): KnownVenue => ({ id: newId(), roomIds: Array.from({ length: rooms }, newId) });

/** Publishes a version of a venue as the venue subgraph does. */
async function publish({ platform }: OpenTelemetry, venue: KnownVenue, version: number): Promise<void> {
  const { type, source, stream } = venueSnapshot;
  const data = snapshotOf(venue);
  const event = {
    specversion: '1.0' as const,
    id: newId(),
    source,
    type,
    subject: venue.id,
    time: platform.clock.now().toString(),
    datacontenttype: 'application/json' as const,
    version,
    data,
  };
  await platform.bus.publish(stream, [{ subject: venueSnapshot.subject(venue.id, data), event }]);
}

test.for(platformKinds)(
  'on the %s platform of many changes in a row the last one is known in the end',
  async (kind) => {
    await using telemetry = await openTelemetry(kind);
    const venue = aVenue();
    for (let version = 1; version < 40; version += 1)
      await publish(telemetry, { ...venue, roomIds: [newId()] }, version);

    await publish(telemetry, venue, 40);

    await expect.poll(() => projectionOf(telemetry)).toEqual([{ ...venue, version: 40 }]);
  },
);

test.for(platformKinds)(
  'on the %s platform a database that begins anew knows every venue from the stream alone',
  async (kind) => {
    await using telemetry = await openTelemetry(kind);
    const [first, changed, empty] = [aVenue(3), aVenue(), aVenue(0)];
    for (const venue of [first, changed, empty]) await publish(telemetry, venue, 1);
    await publish(telemetry, { ...changed, roomIds: [...changed.roomIds, newId()] }, 2);
    await expect
      .poll(() => projectionOf(telemetry))
      .toEqual(expect.arrayContaining([expect.objectContaining({ id: changed.id, version: 2 })]));

    await using rebuilt = await openTelemetry(kind, {
      bus: telemetry.platform.bus,
      workers: [{ ...onVenueSnapshot, durable: 'telemetry-venues-rebuilt' }],
    });

    const projection = await projectionOf(telemetry);
    expect(projection).toHaveLength(3);
    await expect.poll(() => projectionOf(rebuilt)).toEqual(projection);
  },
);
