import { newId, type Principal } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { moveTo } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { personIn, rowsWith } from '../testing/customers.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { type OpenBookings, openBookings } from '../testing/open-bookings.ts';
import { as, customer } from '../testing/people.ts';
import { bookingsAt, claimsAt, eventsFor, historyOf } from '../testing/records.ts';
import { cancelBooking } from './cancel-booking.ts';
import { collectCustomer } from './collect-customer.ts';
import { eraseCustomer } from './erase-customer.ts';

const opened = await Promise.all(platformKinds.map(async (kind) => ({ kind, bookings: await openBookings({ kind }) })));
afterAll(async () => void (await Promise.all(opened.map(({ bookings }) => bookings[Symbol.asyncDispose]()))));

const guest = () => ({ name: `Ada ${newId()}`, email: `${newId()}@example.org`, phone: newId(), note: newId() });

/** Somebody and what they do. */
function newcomer(bookings: OpenBookings, principal: Principal = customer()) {
  const theirs = as(principal, bookings);
  return { id: principal.id, bookings: theirs, ...commandsOn(theirs) };
}

test.for(opened)(
  'on the $kind platform what is to come is called off, what was stays, and nobody is left in either',
  async ({ bookings }) => {
    const venue = await knownVenue(bookings, { tables: Array.from({ length: 6 }, () => [1, 4] as const) });
    const ada = newcomer(bookings);
    const ben = newcomer(bookings);
    const who = guest();
    const hold = (index: number) => ada.hold(venue, { guest: who, tableIds: [venue.tableIds[index] ?? ''] });
    const called = await hold(0);
    await cancelBooking(ada.bookings.scope(), { id: called.id, reason: `${who.name} is ill` });
    await ada.confirm(await hold(1));
    await hold(2);
    await ada.request(venue, { guest: who, tableIds: null });
    await ben.hold(venue, { guest: { ...guest(), name: 'Ben' }, tableIds: [venue.tableIds[3] ?? ''] });
    const before = await eventsFor(bookings, venue.id);

    await eraseCustomer(bookings.scope(), ada.id);
    await eraseCustomer(bookings.scope(), ada.id);

    const kept = await bookingsAt(bookings, venue.id);
    expect(kept.map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED', 'CANCELLED', 'HELD']);
    expect(kept.slice(0, 4).map(personIn)).toEqual(kept.slice(0, 4).map(() => ({ customerId: null, guest: null })));
    expect(kept[4]?.guest).toMatchObject({ name: 'Ben' });
    expect(await claimsAt(bookings, venue.id)).toHaveLength(1);
    const since = (await eventsFor(bookings, venue.id)).slice(before.length);
    expect(since.map(({ type, data }) => [type, data.reason])).toEqual(
      Array.from({ length: 3 }, () => ['booking.cancelled', 'CUSTOMER_ERASED']),
    );
    for (const text of [...Object.values(who), `USER:${ada.id}`]) expect(await rowsWith(bookings, text)).toEqual([]);
    expect((await historyOf(bookings, called.id)).map(({ actor, words }) => ({ actor, words }))).toEqual([
      { actor: 'USER:-', words: null },
      { actor: 'USER:-', words: null },
    ]);
  },
);

test('a lapsed hold lapses, and a booking whose time has come is left to staff', async () => {
  const [{ bookings } = expect.unreachable()] = opened;
  const venue = await knownVenue(bookings, {
    tables: [
      [1, 4],
      [1, 4],
    ],
  });
  const ada = newcomer(bookings);
  const due = await ada.book(venue, { tableIds: venue.tableIds.slice(0, 1) });
  await moveTo(bookings, due.startsAt.subtract({ minutes: 5 }));
  await ada.hold(venue, { tableIds: venue.tableIds.slice(1), startsAt: { instant: due.endsAt } });
  await moveTo(bookings, due.startsAt.add({ minutes: 10 }));

  await eraseCustomer(bookings.scope(), ada.id);

  const kept = await bookingsAt(bookings, venue.id);
  expect(kept.map((each) => ({ status: each.status, ...personIn(each) }))).toEqual([
    { status: 'CONFIRMED', customerId: null, guest: null },
    { status: 'EXPIRED', customerId: null, guest: null },
  ]);
});

test('more bookings than go at once are all erased', async () => {
  const [{ bookings } = expect.unreachable()] = opened;
  const venue = await knownVenue(bookings);
  const ada = newcomer(bookings);
  for (let count = 0; count < 101; count += 1) await ada.request(venue, { tableIds: null });

  await eraseCustomer(bookings.scope(), ada.id);

  expect((await bookingsAt(bookings, venue.id)).filter(({ customerId }) => customerId !== null)).toEqual([]);
});

test('somebody gets their bookings with their own words, and nobody else’s', async () => {
  const [{ bookings } = expect.unreachable()] = opened;
  const venue = await knownVenue(bookings);
  const [ada, ben] = [newcomer(bookings), newcomer(bookings)];
  const who = guest();
  const booking = await ada.hold(venue, { guest: who });
  await cancelBooking(ada.bookings.scope(), { id: booking.id, reason: 'Ill' });
  await ben.request(venue, { tableIds: null });

  expect(await collectCustomer(bookings.scope(), ada.id)).toMatchObject({
    bookings: [
      {
        id: booking.id,
        status: 'CANCELLED',
        guest: who,
        startsAt: booking.startsAt.toString(),
        history: [
          { to: 'HELD', byYou: true },
          { to: 'CANCELLED', reason: 'Ill', byYou: true },
        ],
      },
    ],
  });
});
