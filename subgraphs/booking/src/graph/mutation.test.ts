import { administrator } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { act, ask, cancelBooking, confirmBooking, holdInput, holdTable } from '../testing/ask.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { rowCounts } from '../testing/records.ts';
import { ada } from '../testing/wishes.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

test('a hold answers with the whole booking', async () => {
  const venue = await knownVenue(bookings, { combinations: [{ tables: [0, 1], maxParty: 8 }] });

  const { data } = await ask(
    bookings,
    `mutation ($input: HoldTableInput!) { holdTable(input: $input) { booking {
      status version channel venue { id } guest { name email phone note } allowedActions
      item { ... on TableReservation { tableIds labels tables { id } partySize } }
      history { from to reason actor }
    } errors { code } } }`,
    holdInput(venue, { tableIds: venue.tableIds, partySize: 6, duration: 'PT2H' }),
  );

  expect(data).toEqual({
    holdTable: {
      booking: {
        status: 'HELD',
        version: 1,
        channel: 'STAFF',
        venue: { id: venue.id },
        guest: ada,
        allowedActions: ['EXTEND', 'CONFIRM', 'CANCEL'],
        item: {
          tableIds: venue.tableIds,
          labels: ['T1', 'T2'],
          tables: venue.tableIds.map((id) => ({ id })),
          partySize: 6,
        },
        history: [{ from: null, to: 'HELD', reason: null, actor: `USER:${administrator.id}` }],
      },
      errors: [],
    },
  });
});

test('a booking is confirmed and called off', async () => {
  const { booking } = await act(bookings, holdTable, holdInput(await knownVenue(bookings)));

  const confirmed = await act(bookings, confirmBooking, { id: booking?.id });
  const cancelled = await act(bookings, cancelBooking, { id: booking?.id, reason: 'The weather' });

  expect(confirmed).toEqual({ booking: { id: booking?.id, status: 'CONFIRMED', version: 2 }, errors: [] });
  expect(cancelled).toEqual({ booking: { id: booking?.id, status: 'CANCELLED', version: 3 }, errors: [] });
});

test('a refusal is an error in the payload', async () => {
  const venue = await knownVenue(bookings);

  const outcome = await act(bookings, holdTable, holdInput(venue, { partySize: 5 }));

  expect(outcome).toEqual({ booking: null, errors: [{ code: 'PARTY_TOO_LARGE', path: ['input', 'partySize'] }] });
});

test('whoever may only read is refused', async () => {
  const principal = { ...administrator, scopes: ['bookings:read'] as const };
  const input = holdInput(await knownVenue(bookings));

  const outcome = await act(bookings, holdTable, input, { principal });

  expect(outcome).toEqual({ booking: null, errors: [{ code: 'FORBIDDEN', path: null }] });
});

test.each([
  ['a time of no calendar', { startsAt: '2030-02-30T19:00' }, 'VenueDateTime'],
  ['a time of no clock', { startsAt: '2030-02-03T25:00' }, 'VenueDateTime'],
  ['a day without a time', { startsAt: '2030-02-03' }, 'VenueDateTime'],
  ['a number for a time', { startsAt: 19 }, 'VenueDateTime'],
  ['a duration in words', { duration: 'two hours' }, 'Duration'],
  ['a duration in months and halves', { duration: 'P1.5M' }, 'Duration'],
  ['a party in words', { partySize: 'two' }, 'Int'],
  ['half a person', { partySize: 2.5 }, 'Int'],
  ['a party beyond all counting', { partySize: 3_000_000_000 }, 'Int'],
  ['no guest', { guest: null }, 'GuestInput'],
  ['a field of no input', { tip: 5 }, 'tip'],
])('%s is no input at all', async (_, given, place) => {
  const venue = await knownVenue(bookings);
  const before = await rowCounts(bookings);

  const { data, errors } = await ask(bookings, holdTable, holdInput(venue, given));

  expect(data?.['outcome']).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining(place) }]);
  expect(await rowCounts(bookings)).toEqual(before);
});
