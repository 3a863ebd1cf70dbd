import { type Principal, servicePrincipal } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import type { BookingOrder } from '../domain/booking-filter.ts';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { idsListed } from '../testing/list-pages.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { as, customer, host, partner } from '../testing/people.ts';
import { lookUpBooking } from './find-booking.ts';
import { listBookings } from './list-bookings.ts';
import { bookingsOfTables } from './list-table-bookings.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const [here, there] = [await knownVenue(bookings), await knownVenue(bookings)];
const [ada, grace, resale] = [customer(), customer(), partner()];
/** She books at her own venue, where she is staff, and at another one, where she is a customer. */
const hostess = host(here);

const wishes = [
  ...[ada, grace, resale].flatMap((who) => [here, there].map((venue) => ({ who, venue }))),
  ...[here, there].map((venue) => ({ who: hostess, venue })),
];
const made = await Promise.all(
  wishes.map(async ({ who, venue }, index) => {
    const { id } = await commandsOn(as(who, bookings)).hold(venue, {
      tableIds: null,
      startsAt: venue.at(`${9 + 2 * (index >> 1)}:00`.padStart(5, '0')),
    });
    return { id, who, venue };
  }),
);

const everybody: [name: string, who: Principal, sees: (booking: (typeof made)[number]) => boolean][] = [
  ['a customer', ada, ({ who }) => who === ada],
  ['another customer', grace, ({ who }) => who === grace],
  ['a partner', resale, ({ who }) => who === resale],
  ['staff, who also books elsewhere', hostess, ({ who, venue }) => venue === here || who === hostess],
  ['staff of the other venue', host(there), ({ venue }) => venue === there],
  ['a stranger', customer(), () => false],
  ['somebody whom nobody knows', { ...customer(), kind: 'ANONYMOUS' }, () => false],
  ['an administrator', administrator, () => true],
  ['another service', servicePrincipal('notify'), () => true],
];
const orders: readonly BookingOrder[] = ['STARTS_AT', 'CREATED_AT', 'UPDATED_AT'];

test.each(everybody)('to %s every list shows just what they may read one by one', async (_, principal, sees) => {
  const { scope } = as(principal, bookings);
  const expected = made.filter(sees).map(({ id }) => id);

  for (const orderBy of orders)
    expect((await idsListed(scope, {}, { orderBy, first: 1 })).toSorted()).toEqual(expected.toSorted());
  expect((await idsListed(scope, { guest: 'ada' })).toSorted()).toEqual(expected.toSorted());
  const found = await Promise.all(made.map(({ id }) => lookUpBooking(scope(), { id })));
  expect(found.flatMap((booking) => booking?.id ?? []).toSorted()).toEqual(expected.toSorted());
  const onTables = await bookingsOfTables(
    scope(),
    [...here.tableIds, ...there.tableIds].map((tableId) => ({ tableId, during: thatMonth })),
  );
  expect(onTables.flatMap((each) => each?.map(({ id }) => id) ?? []).toSorted()).toEqual(expected.toSorted());
});

const now = bookings.platform.clock.now();
const thatMonth = { start: now, end: now.add({ hours: 24 * 40 }) };

test('nobody reads a list without the right to read bookings', async () => {
  const { scope } = as({ ...ada, scopes: ['bookings:write'] }, bookings);
  const [tableId = ''] = here.tableIds;

  expect(await listBookings(scope(), { first: 10, orderBy: 'STARTS_AT' })).toBeNull();
  expect(await bookingsOfTables(scope(), [{ tableId, during: thatMonth }])).toEqual([null]);
});

test('a table that nobody knows has no list', async () => {
  expect(await bookingsOfTables(bookings.scope(), [{ tableId: here.id, during: thatMonth }])).toEqual([null]);
});
