import { weekdays } from '@constellation/schema/schedule';
import { afterAll, expect, test } from 'vitest';
import {
  act,
  ask,
  changeBooking,
  confirmBooking,
  extendHold,
  finishBooking,
  holdInput,
  holdTable,
  markNoShow,
  rejectBooking,
  requestTable,
  seatBooking,
  seatWalkIn,
} from '../testing/ask.ts';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { customer } from '../testing/people.ts';
import { historyOf } from '../testing/records.ts';
import { inMinutes } from '../testing/wishes.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { book } = commandsOn(bookings);

const openingHours = weekdays.map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' }));
const openVenue = () => knownVenue(bookings, { openingHours });
const walkInInput = (venue: KnownVenue, given: object = {}) => ({
  input: { venueId: venue.id, partySize: 2, ...given },
});

test('a table is requested and the request declined', async () => {
  const { booking } = await act(bookings, requestTable, holdInput(await knownVenue(bookings)));

  const rejected = await act(bookings, rejectBooking, { id: booking?.id, reason: 'A wedding' });

  expect(booking).toMatchObject({ status: 'REQUESTED', version: 1 });
  expect(rejected).toEqual({ booking: { id: booking?.id, status: 'REJECTED', version: 2 }, errors: [] });
  expect((await historyOf(bookings, booking?.id ?? '')).at(-1)).toMatchObject({ reason: null, words: 'A wedding' });
});

test('a hold is extended, confirmed and changed', async () => {
  const { booking } = await act(bookings, holdTable, holdInput(await knownVenue(bookings)));
  const id = booking?.id;

  const outcomes = [
    await act(bookings, extendHold, { id }),
    await act(bookings, confirmBooking, { id }),
    await act(bookings, changeBooking, { input: { id, partySize: 3, expectedVersion: 3 } }),
  ];

  expect(outcomes).toEqual([
    { booking: { id, status: 'HELD', version: 2 }, errors: [] },
    { booking: { id, status: 'CONFIRMED', version: 3 }, errors: [] },
    { booking: { id, status: 'CONFIRMED', version: 4 }, errors: [] },
  ]);
});

test('a party that is missed comes after all, and leaves', async () => {
  const { id } = await book(await openVenue(), { startsAt: inMinutes(bookings, 5) });
  await bookings.platform.clock.advance(30 * 60_000);

  const outcomes = [
    await act(bookings, markNoShow, { id }),
    await act(bookings, seatBooking, { id }),
    await act(bookings, finishBooking, { id }),
  ];

  expect(outcomes.map(({ booking }) => booking?.status)).toEqual(['NO_SHOW', 'SEATED', 'FINISHED']);
});

test('a party at the door is seated', async () => {
  const venue = await openVenue();

  const outcome = await act(bookings, seatWalkIn, walkInInput(venue, { duration: 'PT1H' }));

  expect(outcome).toMatchObject({ booking: { status: 'SEATED', version: 1 }, errors: [] });
});

test('refusals lead to where in the input they come from, or to none where it has no such place', async () => {
  const venue = await openVenue();
  const { id } = await book(venue, { startsAt: inMinutes(bookings, 10) });
  await act(bookings, seatWalkIn, walkInInput(venue, { tableIds: venue.tableIds.slice(1) }));

  const outcomes = [
    await act(bookings, seatWalkIn, walkInInput(venue)),
    await act(bookings, seatWalkIn, walkInInput(venue, { tableIds: venue.tableIds.slice(0, 1) })),
    await act(bookings, changeBooking, { input: { id, duration: 'PT1M' } }),
    await act(bookings, changeBooking, { input: { id, expectedVersion: 1 } }),
    await act(bookings, finishBooking, { id }),
  ];

  expect(outcomes.flatMap(({ errors }) => errors)).toEqual([
    { code: 'TABLE_TAKEN', path: null },
    { code: 'TABLE_TAKEN', path: ['input', 'tableIds'] },
    { code: 'INVALID_INPUT', path: ['input', 'duration'] },
    { code: 'STALE_VERSION', path: ['input', 'expectedVersion'] },
    { code: 'WRONG_STATUS', path: null },
  ]);
});

test('strangers are refused what they may not even see', async () => {
  const { id } = await book(await knownVenue(bookings));
  const principal = customer();

  const seen = await ask(bookings, 'query ($id: ID!) { booking(id: $id) { id } }', { id }, { principal });
  const changed = await act(bookings, changeBooking, { input: { id, partySize: 3 } }, { principal });

  expect(seen).toMatchObject({ data: { booking: null } });
  expect(changed).toEqual({ booking: null, errors: [{ code: 'FORBIDDEN', path: null }] });
});

const fields = `{ booking {
  status channel holdExpiresAt customer { id } partner { id } guest { name } total { amount currency }
  amountDue { amount currency } attention allowedActions item { ... on TableReservation { tableIds labels } }
} errors { code } }`;

test('a request has an owner and no tables, and its end is none of a hold', async () => {
  const principal = customer();

  const { data } = await ask(
    bookings,
    `mutation ($input: HoldTableInput!) { requestTable(input: $input) ${fields} }`,
    holdInput(await knownVenue(bookings)),
    { principal },
  );

  expect(data).toEqual({
    requestTable: {
      booking: {
        status: 'REQUESTED',
        channel: 'CUSTOMER',
        holdExpiresAt: null,
        customer: { id: principal.id },
        partner: null,
        guest: { name: 'Ada Lovelace' },
        total: null,
        amountDue: null,
        attention: [],
        allowedActions: ['CANCEL'],
        item: { tableIds: [], labels: [] },
      },
      errors: [],
    },
  });
});

test('a hold with a deposit says what is due, and that it cannot be confirmed yet', async () => {
  const venue = await knownVenue(bookings);
  const perGuest = { amount: 2_000, currency: 'EUR' };
  await commandsOn(bookings).setPolicy(venue, { deposit: { fromPartySize: 2, perGuest } });

  const { data } = await ask(
    bookings,
    `mutation ($input: HoldTableInput!) { holdTable(input: $input) ${fields} }`,
    holdInput(venue),
  );

  const due = { amount: 4_000, currency: 'EUR' };
  expect(data).toMatchObject({
    holdTable: { booking: { total: due, amountDue: due, allowedActions: ['EXTEND', 'CANCEL'] } },
  });
});

test('a party at the door that gave no name has no guest', async () => {
  const { data } = await ask(
    bookings,
    `mutation ($input: SeatWalkInInput!) { seatWalkIn(input: $input) ${fields} }`,
    walkInInput(await openVenue()),
  );

  expect(data).toMatchObject({
    seatWalkIn: {
      booking: { channel: 'WALK_IN', guest: null, customer: null, holdExpiresAt: null, allowedActions: ['FINISH'] },
    },
  });
});
