import { newId } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { holdTable } from '../actions/hold-table.ts';
import { ask } from '../testing/ask.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { wish } from '../testing/wishes.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const booking = await holdTable(bookings.scope(), wish(await knownVenue(bookings)));
const query =
  'query ($id: ID, $reference: String, $serial: SafeInt) { booking(id: $id, reference: $reference, serial: $serial) { id } }';

test.each([
  ['its id', { id: booking.id }],
  ['its reference', { reference: booking.reference }],
  [
    'its reference as it was noted down',
    { reference: ` ${booking.reference.toLowerCase().replace('0', 'o').replace('1', 'l')} ` },
  ],
  ['its number', { serial: booking.serial }],
])('a booking is found by %s', async (_, given) => {
  const { data } = await ask(bookings, query, given);

  expect(data).toEqual({ booking: { id: booking.id } });
});

test.each([
  ['an id that nobody has', { id: newId() }],
  ['what is no id', { id: 'not an id' }],
  ['a reference that nobody has', { reference: 'ZZZZZZZZ' }],
  ['a reference of 10 000 characters', { reference: '7'.repeat(10_000) }],
  ['a reference with a NUL', { reference: '7\u0000' }],
  ['a number that nobody has', { serial: Number.MAX_SAFE_INTEGER }],
  ['a number below all numbers', { serial: Number.MIN_SAFE_INTEGER }],
])('nothing is found by %s', async (_, given) => {
  const answer = await ask(bookings, query, given);

  expect(answer).toMatchObject({ data: { booking: null } });
  expect(answer.errors).toBeUndefined();
});

test.each([
  ['none', {}],
  ['two', { id: booking.id, serial: booking.serial }],
  ['nulls', { id: null, reference: null }],
])('exactly one name has to be given, not %s', async (_, given) => {
  const { data, errors } = await ask(bookings, query, given);

  expect(data).toEqual({ booking: null });
  expect(errors).toMatchObject([{ path: ['booking'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('whoever may not read bookings sees none', async () => {
  const principal = { ...administrator, scopes: [] };

  const { data } = await ask(bookings, query, { id: booking.id }, { principal });

  expect(data).toEqual({ booking: null });
});

test('other parts of the graph reach bookings by id, those that there are', async () => {
  const representations = [booking.id, newId(), 'not an id', booking.id].map((id) => ({ __typename: 'Booking', id }));

  const { data } = await ask(
    bookings,
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Booking { reference history { to } } } }',
    { representations },
  );

  const found = { reference: booking.reference, history: [{ to: 'HELD' }] };
  expect(data).toEqual({ _entities: [found, null, null, found] });
});
