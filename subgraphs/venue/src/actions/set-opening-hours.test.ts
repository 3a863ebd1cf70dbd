import { afterAll, expect, test } from 'vitest';
import { venueInput } from '../testing/inputs.ts';
import { openVenues } from '../testing/open-venues.ts';
import { createVenue } from './create-venue.ts';
import { lookUpVenue } from './find-venue.ts';
import { setOpeningHours } from './set-opening-hours.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const saturday = { weekday: 'SATURDAY', opens: '18:00', closes: '02:00' } as const;
const monday = { weekday: 'MONDAY', opens: '12:00', closes: '15:00' } as const;

const newVenueId = async () => (await createVenue(venues.scope(), { input: venueInput() })).id;

test('new hours replace the week, in its order, and are in the snapshot', async () => {
  const venueId = await newVenueId();
  await setOpeningHours(venues.scope(), { input: { venueId, hours: [{ ...monday, closes: '14:00' }] } });

  await setOpeningHours(venues.scope(), { input: { venueId, hours: [saturday, monday] } });

  const venue = await lookUpVenue(venues.scope(), { id: venueId });
  const snapshots = await venues.snapshots(venueId);
  expect(venue).toMatchObject({ openingHours: [monday, saturday], version: 3 });
  expect(snapshots.at(-1)).toMatchObject({ version: 3, event: { data: { openingHours: [monday, saturday] } } });
});

test('no hours close the venue', async () => {
  const venueId = await newVenueId();
  await setOpeningHours(venues.scope(), { input: { venueId, hours: [monday] } });

  const venue = await setOpeningHours(venues.scope(), { input: { venueId, hours: [] } });

  expect(venue.openingHours).toEqual([]);
});

test.each([
  ['that overlap', [saturday, { weekday: 'SUNDAY', opens: '01:00', closes: '03:00' } as const], 'OVERLAPPING_HOURS'],
  ['of 51 stretches', Array.from({ length: 51 }, () => monday), 'INVALID_INPUT'],
  ['at 25 o’clock', [{ ...monday, closes: '25:00' }], 'INVALID_INPUT'],
])('hours %s are refused and the old ones stay', async (_case, hours, code) => {
  const venueId = await newVenueId();
  await setOpeningHours(venues.scope(), { input: { venueId, hours: [monday] } });

  const attempt = setOpeningHours(venues.scope(), { input: { venueId, hours } });

  await expect(attempt).rejects.toMatchObject({ code });
  expect(await lookUpVenue(venues.scope(), { id: venueId })).toMatchObject({ openingHours: [monday], version: 2 });
});

test('hours of an unknown venue are refused', async () => {
  const attempt = setOpeningHours(venues.scope(), {
    input: { venueId: '01900000-0000-7000-8000-000000000009', hours: [] },
  });

  await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['input', 'venueId'] });
});
