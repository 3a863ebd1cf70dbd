import { administrator } from '@constellation/kit/testing';
import { weekdays } from '@constellation/schema/schedule';
import { afterAll, expect, test } from 'vitest';
import {
  act,
  cancelBooking,
  changeBooking,
  confirmBooking,
  holdInput,
  holdTable,
  requestTable,
  seatWalkIn,
} from '../testing/ask.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { host } from '../testing/people.ts';
import { claimsAt, historyOf } from '../testing/records.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const dayMs = 24 * 60 * 60 * 1_000;

test('one key twenty times at once is one booking, told to all', async () => {
  const venue = await knownVenue(bookings);
  const input = holdInput(venue, { tableIds: null, idempotencyKey: 'twenty' });

  const outcomes = await Promise.all(Array.from({ length: 20 }, () => act(bookings, holdTable, input)));

  expect(new Set(outcomes.map(({ booking }) => booking?.id)).size).toBe(1);
  expect(outcomes.flatMap(({ errors }) => errors)).toEqual([]);
  expect(await claimsAt(bookings, venue.id)).toHaveLength(1);
});

test('a repetition shows the booking as it is by now', async () => {
  const input = holdInput(await knownVenue(bookings), { idempotencyKey: 'by now' });
  const { booking } = await act(bookings, holdTable, input);
  await act(bookings, confirmBooking, { id: booking?.id });

  const repeated = await act(bookings, holdTable, input);

  expect(repeated).toEqual({ booking: { id: booking?.id, status: 'CONFIRMED', version: 2 }, errors: [] });
});

test('whoever may not read bookings is shown their own once more', async () => {
  const venue = await knownVenue(bookings);
  const principal = { ...host(venue), scopes: ['bookings:write'] as const };
  const input = holdInput(venue, { idempotencyKey: 'write only' });

  const outcomes = [
    await act(bookings, holdTable, input, { principal }),
    await act(bookings, holdTable, input, { principal }),
  ];

  expect(outcomes[0]).toMatchObject({ booking: { status: 'HELD' }, errors: [] });
  expect(outcomes[1]).toEqual(outcomes[0]);
});

test('but nobody is shown what is theirs no more', async () => {
  const venue = await knownVenue(bookings);
  const principal = host(venue);
  const input = holdInput(venue, { idempotencyKey: 'dismissed' });
  await act(bookings, holdTable, input, { principal });

  const repeated = await act(bookings, holdTable, input, { principal: { ...principal, venueRoles: {} } });

  expect(repeated).toEqual({ booking: null, errors: [] });
});

test('a refusal is repeated, too, even when the table is free by then', async () => {
  const venue = await knownVenue(bookings);
  const { booking } = await act(bookings, holdTable, holdInput(venue));
  const keyed = holdInput(venue, { idempotencyKey: 'refused' });
  const refused = await act(bookings, holdTable, keyed);
  await act(bookings, cancelBooking, { id: booking?.id });

  const repeated = await act(bookings, holdTable, keyed);

  expect(refused).toEqual({ booking: null, errors: [{ code: 'TABLE_TAKEN', path: ['input', 'tableIds'] }] });
  expect(repeated).toEqual(refused);
});

test('a key that was used for something else is refused', async () => {
  const venue = await knownVenue(bookings);
  await act(bookings, holdTable, holdInput(venue, { idempotencyKey: 'else' }));

  const { booking, errors } = await act(
    bookings,
    holdTable,
    holdInput(venue, { idempotencyKey: 'else', partySize: 3 }),
  );

  expect(booking).toBeNull();
  expect(errors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
});

test('two people may use the same key', async () => {
  const input = holdInput(await knownVenue(bookings), { tableIds: null, idempotencyKey: 'shared' });
  const other = { ...administrator, id: '01900000-0000-7000-8000-000000000002' };

  const outcomes = [await act(bookings, holdTable, input), await act(bookings, holdTable, input, { principal: other })];

  expect(new Set(outcomes.map(({ booking }) => booking?.id)).size).toBe(2);
});

test('a key is forgotten after a day', async () => {
  const input = holdInput(await knownVenue(bookings), { idempotencyKey: 'yesterday' });
  const first = await act(bookings, holdTable, input);
  await act(bookings, cancelBooking, { id: first.booking?.id });
  await bookings.platform.clock.advance(dayMs + 1_000);

  const second = await act(bookings, holdTable, input);

  expect(second.booking).toMatchObject({ status: 'HELD', version: 1 });
  expect(second.booking?.id).not.toBe(first.booking?.id);
});

test('a mutation without an input takes its key from the request', async () => {
  const { booking } = await act(bookings, holdTable, holdInput(await knownVenue(bookings)));
  const cancel = (reason: string) =>
    act(bookings, cancelBooking, { id: booking?.id, reason }, { idempotencyKey: 'header' });

  const outcomes = [await cancel('rain'), await cancel('rain'), await cancel('snow')];

  expect(outcomes.map(({ errors }) => errors.map(({ code }) => code))).toEqual([[], [], ['IDEMPOTENCY_MISMATCH']]);
  expect(await historyOf(bookings, booking?.id ?? '')).toHaveLength(2);
});

test('one key twenty times at once is one request', async () => {
  const input = holdInput(await knownVenue(bookings), { idempotencyKey: 'request' });

  const outcomes = await Promise.all(Array.from({ length: 20 }, () => act(bookings, requestTable, input)));

  expect(new Set(outcomes.map(({ booking }) => booking?.id)).size).toBe(1);
  expect(outcomes.at(-1)?.booking).toMatchObject({ status: 'REQUESTED', version: 1 });
});

test('one key twenty times at once seats one party', async () => {
  const openingHours = weekdays.map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' }));
  const venue = await knownVenue(bookings, { openingHours });
  const input = { input: { venueId: venue.id, partySize: 2, idempotencyKey: 'door' } };

  const outcomes = await Promise.all(Array.from({ length: 20 }, () => act(bookings, seatWalkIn, input)));

  expect(new Set(outcomes.map(({ booking }) => booking?.id)).size).toBe(1);
  expect(await claimsAt(bookings, venue.id)).toHaveLength(1);
});

test('one key twenty times at once is one change, and a change that was refused stays refused', async () => {
  const venue = await knownVenue(bookings);
  const { booking } = await act(bookings, holdTable, holdInput(venue));
  const change = (given: object) => act(bookings, changeBooking, { input: { id: booking?.id, ...given } });
  const early = await change({ partySize: 3, idempotencyKey: 'early' });
  await act(bookings, confirmBooking, { id: booking?.id });
  const later = { startsAt: String(venue.at('12:00').local), idempotencyKey: 'later' };

  const outcomes = await Promise.all(Array.from({ length: 20 }, () => change(later)));
  const again = await change({ partySize: 3, idempotencyKey: 'early' });

  expect(new Set(outcomes.map(({ booking: changed }) => changed?.version))).toEqual(new Set([3]));
  expect(early.errors).toEqual([{ code: 'WRONG_STATUS', path: null }]);
  expect(again).toEqual(early);
  expect(await historyOf(bookings, booking?.id ?? '')).toHaveLength(3);
});
