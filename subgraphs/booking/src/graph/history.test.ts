import type { Principal } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { act, ask, cancelBooking, confirmBooking, holdInput, holdTable } from '../testing/ask.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { customer, host, partner } from '../testing/people.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const venue = await knownVenue(bookings);
const staff = host(venue);
const colleague = host(venue);
const named = ({ kind, id }: Principal) => `${kind}:${id}`;

/** A booking that its owner made, and somebody confirmed and called off with words. */
async function cancelled(owner: Principal, by: Principal): Promise<string> {
  const { booking } = await act(bookings, holdTable, holdInput(venue), { principal: owner });
  const id = booking?.id ?? '';
  await act(bookings, confirmBooking, { id }, { principal: by });
  await act(bookings, cancelBooking, { id, reason: 'RUDE' }, { principal: by });
  return id;
}

async function historyTo(principal: Principal, id: string): Promise<unknown> {
  const query = 'query ($id: ID!) { booking(id: $id) { history { to reason actor } } }';
  return (await ask(bookings, query, { id }, { principal })).data?.['booking'];
}

test.each([
  ['customer', customer()],
  ['partner', partner()],
])('what staff did and wrote is shown to staff and not to a %s', async (_, owner) => {
  const id = await cancelled(owner, staff);

  const [whole, own] = [await historyTo(colleague, id), await historyTo(owner, id)];

  expect(whole).toEqual({
    history: [
      { to: 'HELD', reason: null, actor: named(owner) },
      { to: 'CONFIRMED', reason: null, actor: named(staff) },
      { to: 'CANCELLED', reason: 'RUDE', actor: named(staff) },
    ],
  });
  expect(own).toEqual({
    history: [
      { to: 'HELD', reason: null, actor: named(owner) },
      { to: 'CONFIRMED', reason: null, actor: null },
      { to: 'CANCELLED', reason: null, actor: null },
    ],
  });
});

test('what a guest wrote is shown to them and to staff', async () => {
  const guest = customer();
  const id = await cancelled(guest, guest);

  for (const principal of [guest, staff])
    expect(await historyTo(principal, id)).toMatchObject({
      history: [{}, {}, { to: 'CANCELLED', reason: 'RUDE', actor: named(guest) }],
    });
});

test('codes are shown to everybody', async () => {
  const guest = customer();
  const { booking } = await act(bookings, holdTable, holdInput(venue), { principal: guest });
  const id = booking?.id ?? '';
  const extend = 'mutation ($id: ID!) { extendHold(id: $id) { errors { code } } }';
  await bookings.platform.clock.advance(60_000);
  await ask(bookings, extend, { id }, { principal: staff });

  expect(await historyTo(guest, id)).toMatchObject({ history: [{}, { reason: 'HOLD_EXTENDED', actor: null }] });
});
