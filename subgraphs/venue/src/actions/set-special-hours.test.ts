import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { venueInput } from '../testing/inputs.ts';
import { openVenues } from '../testing/open-venues.ts';
import { createVenue } from './create-venue.ts';
import { lookUpVenue } from './find-venue.ts';
import { setSpecialHours } from './set-special-hours.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const today = venues.scope().clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate();
const inDays = (days: number) => today.add({ days });

const lunch = { opens: '12:00', closes: '15:00' };
const dinner = { opens: '18:00', closes: '02:00' };

const newVenueId = async () => (await createVenue(venues.scope(), { input: venueInput() })).id;

const kept = async (id: string) => (await lookUpVenue(venues.scope(), { id }))?.specialHours;

test('special days are kept with their notes, by date and opening time', async () => {
  const venueId = await newVenueId();
  const days = [
    { date: inDays(20), closed: true, note: 'Moving house' },
    { date: inDays(10), ...dinner },
    { date: inDays(10), ...lunch, note: 'Set menu' },
  ];

  await setSpecialHours(venues.scope(), { input: { venueId, days } });

  const [first, second] = [inDays(10).toString(), inDays(20).toString()];
  expect(await kept(venueId)).toEqual([
    { date: first, ...lunch, note: 'Set menu' },
    { date: first, ...dinner, note: null },
    { date: second, opens: null, closes: null, note: 'Moving house' },
  ]);
});

test('days that are named change, and all others stay', async () => {
  const venueId = await newVenueId();
  const days = [10, 11, 12].map((each) => ({ date: inDays(each), ...dinner }));
  await setSpecialHours(venues.scope(), { input: { venueId, days } });

  await setSpecialHours(venues.scope(), {
    input: { venueId, days: [{ date: inDays(11), ...lunch }], remove: [inDays(12), inDays(13)] },
  });

  expect(await kept(venueId)).toMatchObject([
    { date: inDays(10).toString(), ...dinner },
    { date: inDays(11).toString(), ...lunch },
  ]);
});

test('the snapshot has all days that are kept, past ones too, without their notes', async () => {
  const venueId = await newVenueId();
  const days = [
    { date: inDays(-399), ...dinner },
    { date: inDays(-6), closed: true, note: 'Moving house' },
    { date: inDays(10), ...lunch },
  ];

  await setSpecialHours(venues.scope(), { input: { venueId, days } });

  const snapshots = await venues.snapshots(venueId);
  expect(snapshots.at(-1)?.event.data.specialHours).toEqual([
    { date: inDays(-399).toString(), ...dinner },
    { date: inDays(-6).toString(), opens: null, closes: null },
    { date: inDays(10).toString(), ...lunch },
  ]);
});

test('changes of different days at once are all made', async () => {
  const venueId = await newVenueId();

  await Promise.all(
    Array.from({ length: 20 }, (_, day) =>
      setSpecialHours(venues.scope(), { input: { venueId, days: [{ date: inDays(day), ...lunch }] } }),
    ),
  );

  expect((await kept(venueId))?.map(({ date }) => date)).toEqual(
    Array.from({ length: 20 }, (_, day) => inDays(day).toString()),
  );
});

test.each([
  ['without times', [{ date: inDays(11) }], 'INVALID_INPUT', ['days', '0', 'opens']],
  [
    'that overlap a day that stays',
    [{ date: inDays(11), opens: '01:00', closes: '05:00' }],
    'OVERLAPPING_HOURS',
    ['days', '0'],
  ],
])('days %s are refused and the old ones stay', async (_what, days, code, path) => {
  const venueId = await newVenueId();
  await setSpecialHours(venues.scope(), { input: { venueId, days: [{ date: inDays(10), ...dinner }] } });

  const attempt = setSpecialHours(venues.scope(), { input: { venueId, days } });

  await expect(attempt).rejects.toMatchObject({ code, inputPath: ['input', ...path] });
  expect(await lookUpVenue(venues.scope(), { id: venueId })).toMatchObject({
    specialHours: [{ ...dinner }],
    version: 2,
  });
});

test('more than 1 000 days from today on are refused, those in the past do not count', async () => {
  const venueId = await newVenueId();
  const closed = (count: number, from: number) =>
    Array.from({ length: count }, (_, days) => ({ date: inDays(from + days), closed: true }));
  await setSpecialHours(venues.scope(), { input: { venueId, days: closed(999, 2) } });
  await setSpecialHours(venues.scope(), { input: { venueId, days: closed(5, -20) } });

  const attempt = setSpecialHours(venues.scope(), { input: { venueId, days: closed(2, 2_000) } });

  await expect(attempt).rejects.toMatchObject({ code: 'INVALID_INPUT', inputPath: ['input', 'days'] });
  expect(await kept(venueId)).toHaveLength(1_004);
});

test('special days of an unknown venue are refused', async () => {
  const attempt = setSpecialHours(venues.scope(), { input: { venueId: newId(), days: [] } });

  await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['input', 'venueId'] });
});
