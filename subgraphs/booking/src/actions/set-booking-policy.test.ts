import { newId, rows, servicePrincipal, sql } from '@constellation/kit';
import { platformKinds, administrator } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { defaultPolicy } from '../domain/policy.ts';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue, makeKnown } from '../testing/known-venue.ts';
import { untilWaiting } from '../testing/locks.ts';
import type { OpenBookings } from '../testing/open-bookings.ts';
import { as, customer, host, manager, partner } from '../testing/people.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { lookUpPolicy } from './find-policy.ts';
import { setBookingPolicy, type SetBookingPolicyInput } from './set-booking-policy.ts';

const bookingsOn = shareBookings();

const set = ({ scope }: OpenBookings, { id }: Pick<KnownVenue, 'id'>, change: Omit<SetBookingPolicyInput, 'venueId'>) =>
  setBookingPolicy(scope(), { input: { venueId: id, ...change } });

/** What is kept of a venue's policy. */
const kept = ({ scope }: OpenBookings, { id }: KnownVenue) =>
  rows(scope().em, sql`select policy from booking_policies where venue_id = ${id}`);

test('a venue takes bookings as by default until it says otherwise', async () => {
  const bookings = await bookingsOn('embedded');
  const venue = await knownVenue(bookings);

  expect(await lookUpPolicy(bookings.scope(), venue.id)).toEqual({ id: venue.id, ...defaultPolicy });
  expect(await lookUpPolicy(bookings.scope(), newId())).toBeNull();
  expect(await lookUpPolicy(bookings.scope(), 'not an id')).toBeNull();
});

test('what is set lasts until it is set otherwise, and null brings back the default', async () => {
  const bookings = await bookingsOn('embedded');
  const venue = await knownVenue(bookings);
  const deposit = { fromPartySize: 6, perGuest: { amount: 2500, currency: 'EUR' } };

  await set(bookings, venue, { bufferMinutes: 15, deposit });
  await set(bookings, venue, { turnTimes: [{ maxParty: 2, minutes: 60 }], maxPartiesPerSlot: 3 });
  const policy = await set(bookings, venue, { bufferMinutes: null, slotMinutes: 30 });

  const own = { turnTimes: [{ maxParty: 2, minutes: 60 }], maxPartiesPerSlot: 3, slotMinutes: 30, deposit };
  expect(policy).toEqual({ id: venue.id, ...defaultPolicy, ...own });
  expect(await lookUpPolicy(bookings.scope(), venue.id)).toEqual(policy);
  expect(await kept(bookings, venue)).toEqual([{ policy: own }]);
});

test('the outcome is judged, so that a part that was set before can be what is in the way', async () => {
  const bookings = await bookingsOn('embedded');
  const venue = await knownVenue(bookings);
  await set(bookings, venue, { holdMinutes: 2, maxHoldMinutes: 2 });

  await expect(set(bookings, venue, { holdMinutes: null })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    inputPath: ['input', 'holdMinutes'],
  });
  expect(await kept(bookings, venue)).toEqual([{ policy: { holdMinutes: 2, maxHoldMinutes: 2 } }]);
});

test.each([newId(), 'not an id'])('there is no venue %s', async (id) => {
  await expect(set(await bookingsOn('embedded'), { id }, {})).rejects.toMatchObject({
    code: 'NOT_FOUND',
    inputPath: ['input', 'venueId'],
  });
});

test('managers may, for their own venue; so may administrators and other services', async () => {
  const bookings = await bookingsOn('embedded');
  const venue = await knownVenue(bookings);
  const other = await knownVenue(bookings);
  const refused = [customer(), partner(), host(venue), manager(other)];
  const allowed = [manager(venue), administrator, servicePrincipal('console')];

  for (const principal of refused)
    await expect(set(as(principal, bookings), venue, { bufferMinutes: 5 })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  expect(await kept(bookings, venue)).toEqual([{ policy: {} }]);
  for (const principal of allowed)
    expect(await set(as(principal, bookings), venue, { bufferMinutes: 5 })).toMatchObject({ bufferMinutes: 5 });
});

test('a policy outlasts new versions of its venue, and the projection itself', async () => {
  const bookings = await bookingsOn('embedded');
  const venue = await knownVenue(bookings);
  const policy = await set(bookings, venue, { bufferMinutes: 15 });

  await makeKnown(bookings, { ...venue.data, name: 'Zum Segel' }, 2);
  await rows(bookings.scope().em, sql`delete from venue_tables where venue_id = ${venue.id}`);
  await rows(bookings.scope().em, sql`delete from venues where id = ${venue.id}`);
  await makeKnown(bookings, venue.data, 3);

  expect(await lookUpPolicy(bookings.scope(), venue.id)).toEqual(policy);
});

test.for(platformKinds)('on the %s platform nothing is lost of what many set at once', async (kind) => {
  const bookings = await bookingsOn(kind);
  const venue = await knownVenue(bookings);
  const own = {
    slotMinutes: 20,
    holdMinutes: 12,
    maxHoldMinutes: 40,
    bufferMinutes: 10,
    maxPartiesPerSlot: 9,
    cancelUntilMinutes: 60,
    noShowAfterMinutes: 25,
  };

  await Promise.all(Object.entries(own).map(([field, value]) => set(bookings, venue, { [field]: value })));

  expect(await kept(bookings, venue)).toEqual([{ policy: own }]);
});

test.for(platformKinds)(
  'on the %s platform a hold that comes while a policy is set waits and goes by the new one',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold } = commandsOn(bookings);
    const venue = await knownVenue(bookings);
    const { em } = bookings.scope();

    const holding = await em.transactional(async (tx) => {
      const inside = { ...bookings, scope: () => ({ ...bookings.scope(), em: tx }) };
      await set(inside, venue, { turnTimes: [{ maxParty: 2, minutes: 45 }], holdMinutes: 3 });
      const waiting = { end: hold(venue) };
      await untilWaiting(bookings);
      return waiting;
    });

    const { startsAt, endsAt, heldAt, lapsesAt } = await holding.end;
    expect(startsAt.until(endsAt).total('minutes')).toBe(45);
    expect(lapsesAt).toEqual(heldAt?.add({ minutes: 3 }));
  },
);

test.for(platformKinds)('on the %s platform a policy waits for the holds that go by the old one', async (kind) => {
  const bookings = await bookingsOn(kind);
  const venue = await knownVenue(bookings);
  const { em } = bookings.scope();

  const { held, setting } = await em.transactional(async (tx) => {
    const inside = { ...bookings, scope: () => ({ ...bookings.scope(), em: tx }) };
    const booking = await commandsOn(inside).hold(venue);
    const waiting = set(bookings, venue, { holdMinutes: 3 });
    await untilWaiting(bookings);
    return { held: booking, setting: { end: waiting } };
  });

  expect(held.lapsesAt).toEqual(held.heldAt?.add({ minutes: 10 }));
  expect(await setting.end).toMatchObject({ holdMinutes: 3 });
});
