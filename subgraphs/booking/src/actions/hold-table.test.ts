import { newId } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { claimsAt, historyOf, publishedFor } from '../testing/records.ts';
import { ada, outcomeOf, wish } from '../testing/wishes.ts';
import { holdTable, type HoldTableInput } from './hold-table.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const hold = (venue: KnownVenue, given?: Partial<HoldTableInput>) => holdTable(bookings.scope(), wish(venue, given));

test('a hold keeps a table for a party for ten minutes', async () => {
  const venue = await knownVenue(bookings);

  const booking = await hold(venue);

  expect(booking).toMatchObject({
    status: 'HELD',
    version: 1,
    venueId: venue.id,
    tableIds: venue.tableIds.slice(0, 1),
    labels: ['T1'],
    partySize: 2,
    guest: ada,
    reference: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/),
    lapsesAt: booking.createdAt.add({ minutes: 10 }),
    endsAt: booking.startsAt.add({ minutes: 90 }),
  });
  expect(await claimsAt(bookings, venue.id)).toEqual([{ tableId: venue.tableIds[0], bookingId: booking.id }]);
  expect(await historyOf(bookings, booking.id)).toEqual([
    {
      bookingId: booking.id,
      version: 1,
      from: null,
      to: 'HELD',
      at: booking.createdAt,
      reason: null,
      words: null,
      actor: `USER:${bookings.scope().principal.id}`,
    },
  ]);
});

test('bookings are numbered in the order they are made', async () => {
  const venue = await knownVenue(bookings);

  const first = await hold(venue, { startsAt: venue.at('12:00') });
  const second = await hold(venue, { startsAt: venue.at('14:00') });

  expect(second.serial).toBeGreaterThan(first.serial);
});

test('stays that touch are both held', async () => {
  const venue = await knownVenue(bookings);

  const outcomes = [
    await outcomeOf(hold(venue, { startsAt: venue.at('19:00') })),
    await outcomeOf(hold(venue, { startsAt: venue.at('20:30') })),
    await outcomeOf(hold(venue, { startsAt: venue.at('17:30') })),
  ];

  expect(outcomes).toEqual(['HELD', 'HELD', 'HELD']);
});

test.each(['17:31', '19:00', '19:30', '20:29'])(
  'a stay of 90 minutes from %s overlaps one from 19:00 and is refused',
  async (time) => {
    const venue = await knownVenue(bookings);
    await hold(venue, { startsAt: venue.at('19:00') });

    const rival = hold(venue, { startsAt: venue.at(time) });

    await expect(rival).rejects.toMatchObject({
      code: 'TABLE_TAKEN',
      inputPath: ['input', 'tableIds'],
      details: { tableIds: venue.tableIds.slice(0, 1) },
    });
  },
);

test('a combination is taken as long as one of its tables is', async () => {
  const venue = await knownVenue(bookings, { combinations: [{ tables: [0, 1], maxParty: 8 }] });
  const both = { tableIds: venue.tableIds };
  await hold(venue, { tableIds: venue.tableIds.slice(1) });

  expect(await outcomeOf(hold(venue, both))).toBe('TABLE_TAKEN');
  expect(await outcomeOf(hold(venue, { ...both, startsAt: venue.at('12:00') }))).toBe('HELD');
  expect(await outcomeOf(hold(venue, { startsAt: venue.at('12:30') }))).toBe('TABLE_TAKEN');
});

test('without a table the smallest free place is chosen, a combination when nothing else is left', async () => {
  const venue = await knownVenue(bookings, {
    tables: [
      [1, 6],
      [1, 2],
      [1, 2],
      [1, 2],
    ],
    combinations: [{ tables: [2, 3], maxParty: 4 }],
  });
  const anyTable = { tableIds: null };

  const pair = await hold(venue, anyTable);
  const four = await hold(venue, { ...anyTable, partySize: 4 });
  const six = await hold(venue, { ...anyTable, partySize: 4 });

  expect([pair, four, six].map(({ labels }) => labels)).toEqual([['T2'], ['T3', 'T4'], ['T1']]);
  await expect(hold(venue, anyTable)).rejects.toMatchObject({ code: 'TABLE_TAKEN' });
});

test('a booking made by the venue’s own people came in by staff', async () => {
  const venue = await knownVenue(bookings);
  const host = { ...administrator, venueRoles: { [venue.id]: 'HOST' as const } };

  const booking = await holdTable({ ...bookings.scope(), principal: host }, wish(venue));

  expect(booking).toMatchObject({ channel: 'STAFF', partnerId: null });
});

test('so did one by whoever runs the platform', async () => {
  const booking = await hold(await knownVenue(bookings));

  expect(booking).toMatchObject({ channel: 'STAFF', customerId: null });
});

test('a booking made by a partner is the partner’s, in its events, too', async () => {
  const venue = await knownVenue(bookings);
  const partner = { ...administrator, kind: 'PARTNER' as const, id: newId() };

  const booking = await holdTable({ ...bookings.scope(), principal: partner }, wish(venue));

  const [stored] = await publishedFor(bookings, venue.id);
  expect(booking).toMatchObject({ channel: 'PARTNER', partnerId: partner.id });
  expect(stored).toMatchObject({
    subject: `booking.changed.${partner.id}.${venue.id}.${booking.id}`,
    event: { data: { partnerId: partner.id } },
  });
});
