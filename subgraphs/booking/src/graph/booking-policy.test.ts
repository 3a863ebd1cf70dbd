import { newId } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { setBookingPolicy } from '../actions/set-booking-policy.ts';
import { defaultPolicy } from '../domain/policy.ts';
import { act, ask, confirmBooking, holdInput, holdTable } from '../testing/ask.ts';
import { knownVenue, makeKnown } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const fields = `slotMinutes holdMinutes maxHoldMinutes turnTimes { maxParty minutes } bufferMinutes maxPartiesPerSlot
  cancelUntilMinutes noShowAfterMinutes deposit { fromPartySize perGuest { amount currency } }`;
const setting = `mutation ($input: BookingPolicyInput!) {
  setBookingPolicy(input: $input) { policy { ${fields} } errors { code path } } }`;

/** A policy that differs from the default in everything. */
const whole = {
  slotMinutes: 20,
  holdMinutes: 12,
  maxHoldMinutes: 40,
  turnTimes: [
    { maxParty: 2, minutes: 75 },
    { maxParty: 6, minutes: 105 },
  ],
  bufferMinutes: 10,
  maxPartiesPerSlot: 9,
  cancelUntilMinutes: 60,
  noShowAfterMinutes: 25,
  deposit: { fromPartySize: 2, perGuest: { amount: 1500, currency: 'EUR' } },
};

test('a policy is set as a whole, and read at its venue', async () => {
  const { id } = await knownVenue(bookings);
  const input = { venueId: id, ...whole, turnTimes: whole.turnTimes.toReversed() };

  const { data } = await ask(bookings, setting, { input });

  expect(data).toEqual({ setBookingPolicy: { policy: whole, errors: [] } });
  expect(await policiesOf(id)).toEqual([{ bookingPolicy: whole }]);
});

test('venues that are not known have none, the others the default at least', async () => {
  const { id } = await knownVenue(bookings);

  expect(await policiesOf(newId(), id, 'not an id')).toEqual([
    { bookingPolicy: null },
    { bookingPolicy: defaultPolicy },
    { bookingPolicy: null },
  ]);
});

/** What other parts of the graph get for these venues. */
async function policiesOf(...ids: readonly string[]): Promise<unknown> {
  const { data } = await ask(
    bookings,
    `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Venue { bookingPolicy { ${fields} } } } }`,
    { representations: ids.map((id) => ({ __typename: 'Venue', id })) },
  );
  return data?.['_entities'];
}

test('a refusal is an error in the payload, and changes nothing', async () => {
  const { id } = await knownVenue(bookings);
  const turnTimes = [...whole.turnTimes, { maxParty: 2, minutes: 90 }];

  const { data } = await ask(bookings, setting, { input: { venueId: id, bufferMinutes: 5, turnTimes } });

  const errors = [{ code: 'INVALID_INPUT', path: ['input', 'turnTimes', '2', 'maxParty'] }];
  expect(data).toEqual({ setBookingPolicy: { policy: null, errors } });
  expect(await policiesOf(id)).toEqual([{ bookingPolicy: defaultPolicy }]);
});

test.each([
  ['what is no currency', 'XXQ'],
  ['a currency in small letters', 'eur'],
])('%s is no input at all', async (_, currency) => {
  const { id } = await knownVenue(bookings);
  const deposit = { fromPartySize: 2, perGuest: { amount: 1500, currency } };

  const { errors } = await ask(bookings, setting, { input: { venueId: id, deposit } });

  expect(errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('Currency') },
  ]);
});

test('whoever may only read is refused', async () => {
  const principal = { ...administrator, scopes: ['bookings:read', 'admin'] as const };
  const { id } = await knownVenue(bookings);

  const { data } = await ask(bookings, setting, { input: { venueId: id, bufferMinutes: 5 } }, { principal });

  expect(data).toEqual({ setBookingPolicy: { policy: null, errors: [{ code: 'FORBIDDEN', path: null }] } });
});

test('a repetition under the same key changes nothing and answers with the policy as it is by then', async () => {
  const { id } = await knownVenue(bookings);
  const set = () =>
    ask(bookings, setting, { input: { venueId: id, bufferMinutes: 5 } }, { idempotencyKey: `set ${id}` });
  await set();
  await setBookingPolicy(bookings.scope(), { input: { venueId: id, bufferMinutes: 8 } });

  const { data } = await set();

  expect(data).toEqual({ setBookingPolicy: { policy: { ...defaultPolicy, bufferMinutes: 8 }, errors: [] } });
});

test('what a booking costs is due until it is paid, and it is not confirmed before', async () => {
  const venue = await knownVenue(bookings);
  await ask(bookings, setting, { input: { venueId: venue.id, deposit: whole.deposit } });
  const { booking } = await act(bookings, holdTable, holdInput(venue));

  const { data } = await ask(
    bookings,
    'query ($id: ID) { booking(id: $id) { total { amount currency } amountDue { amount currency } allowedActions } }',
    { id: booking?.id },
  );
  const confirmed = await act(bookings, confirmBooking, { id: booking?.id });

  const cost = { amount: 3000, currency: 'EUR' };
  expect(data).toEqual({
    booking: { total: cost, amountDue: cost, allowedActions: expect.not.arrayContaining(['CONFIRM']) },
  });
  expect(confirmed).toEqual({ booking: null, errors: [{ code: 'PAYMENT_REQUIRED', path: null }] });
});

test('attention is shown and acknowledged', async () => {
  const venue = await knownVenue(bookings);
  const { booking } = await act(bookings, holdTable, holdInput(venue));
  await makeKnown(bookings, { ...venue.data, closed: true, openingHours: [] }, 2);

  const { data } = await ask(
    bookings,
    `mutation ($id: ID!) { acknowledgeAttention(id: $id, reasons: [HOURS_CHANGED]) {
      booking { attention version history { from to reason } } errors { code } } }`,
    { id: booking?.id },
  );

  expect(data).toEqual({
    acknowledgeAttention: {
      booking: {
        attention: ['VENUE_CLOSED'],
        version: 3,
        history: [
          { from: null, to: 'HELD', reason: null },
          { from: 'HELD', to: 'HELD', reason: 'HOURS_CHANGED' },
          { from: 'HELD', to: 'HELD', reason: 'ACKNOWLEDGED' },
        ],
      },
      errors: [],
    },
  });
});
