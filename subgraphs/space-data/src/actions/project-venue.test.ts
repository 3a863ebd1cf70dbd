import { firstRow, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { openLive, snapshotAt } from '../testing/open-live.ts';
import { berlin, dallas } from '../testing/places.ts';
import { projectVenue } from './project-venue.ts';

const live = await openLive();
afterAll(() => live[Symbol.asyncDispose]());

/** What is known of a venue. */
const known = (id: string) =>
  firstRow(live.scope().em, sql`select version, latitude, longitude, elevation, closed from venues where id = ${id}`);

test('what is newer replaces what was known, and anything else changes nothing, in whatever order it comes', async () => {
  const venue = snapshotAt(berlin);

  for (const version of [2, 4, 1, 3])
    await projectVenue(live.scope(), { ...venue, location: version === 4 ? dallas : berlin }, version);

  expect(await known(venue.venueId)).toEqual({ version: 4, ...dallas, closed: false });
});

test('a snapshot from before they said where a venue lies leaves that as it was known', async () => {
  const { location, ...old } = snapshotAt(berlin);
  await projectVenue(live.scope(), { ...old, location }, 1);

  await projectVenue(live.scope(), { ...old, closed: true }, 2);

  expect(await known(old.venueId)).toEqual({ version: 2, ...berlin, closed: true });
});
