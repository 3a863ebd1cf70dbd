import { newId, type Principal } from '@constellation/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Booking } from '../data/booking.entity.ts';
import { defaultPolicy } from '../domain/policy.ts';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { as, customer, host, partner } from '../testing/people.ts';
import { eventsFor, historyOf } from '../testing/records.ts';
import { outcomeOf } from '../testing/wishes.ts';
import { allowedActionsOf } from './allowed-actions.ts';
import { lookUpBooking } from './find-booking.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const venue = await knownVenue(bookings);
const manager: Principal = { ...host(venue), venueRoles: { [venue.id]: 'MANAGER' } };
const [ada, grace, resale, elsewhere] = [customer(), customer(), partner(), host(await knownVenue(bookings))];
const commandsOf = (principal: Principal) => commandsOn(as(principal, bookings));
const find = (principal: Principal, { id }: Pick<Booking, 'id'>) =>
  lookUpBooking(as(principal, bookings).scope(), { id });

describe('whose a booking is', () => {
  test.each<[who: string, principal: Principal, made: Partial<Booking>]>([
    ['a customer’s', ada, { channel: 'CUSTOMER', customerId: ada.id, partnerId: null }],
    ['a partner’s', resale, { channel: 'PARTNER', customerId: null, partnerId: resale.id }],
    ['nobody’s where staff makes it', host(venue), { channel: 'STAFF', customerId: null, partnerId: null }],
    [
      'a customer’s where staff of another venue makes it',
      elsewhere,
      { channel: 'CUSTOMER', customerId: elsewhere.id },
    ],
  ])('it is %s', async (_, principal, made) => {
    const own = await knownVenue(bookings);
    const local = principal.venueRoles[venue.id]
      ? { ...principal, venueRoles: { [own.id]: 'HOST' as const } }
      : principal;

    const [held, requested] = [await commandsOf(local).hold(own), await commandsOf(local).request(own)];

    expect(held).toMatchObject(made);
    expect(requested).toMatchObject(made);
    expect(await historyOf(bookings, held.id)).toMatchObject([{ actor: `${principal.kind}:${principal.id}` }]);
    expect(await eventsFor(bookings, own.id)).toMatchObject([
      { data: { customerId: held.customerId, partnerId: held.partnerId } },
      { data: { customerId: held.customerId, partnerId: held.partnerId } },
    ]);
  });
});

test('whoever has not signed in books nothing', async () => {
  const own = await knownVenue(bookings);
  const { hold, request, walkIn } = commandsOf({ ...ada, kind: 'ANONYMOUS' });

  const outcomes = [await outcomeOf(hold(own)), await outcomeOf(request(own)), await outcomeOf(walkIn(own))];

  expect(outcomes).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  expect(await eventsFor(bookings, own.id)).toEqual([]);
});

describe.each([
  ['customer', ada],
  ['partner', resale],
])('a booking of a %s', (_, owner) => {
  let booking: Booking;
  beforeAll(async () => {
    const place = await knownVenue(bookings);
    booking = await commandsOf(owner).hold(place);
  });

  test('is seen by its owner and by nobody else who does not work there', async () => {
    const others: Principal[] = [grace, partner(), elsewhere, host(venue), { ...ada, kind: 'ANONYMOUS' }];
    const sameIdOtherKind: Principal = { ...owner, kind: owner.kind === 'USER' ? 'PARTNER' : 'USER' };
    const local: Principal = { ...host(venue), venueRoles: { [booking.venueId]: 'HOST' } };

    expect(await find(owner, booking)).toMatchObject({ id: booking.id });
    expect(await find(local, booking)).toMatchObject({ id: booking.id });
    for (const other of [...others, sameIdOtherKind]) expect(await find(other, booking)).toBeNull();
  });

  test('is not seen by an owner who may not read bookings', async () => {
    expect(await find({ ...owner, scopes: ['bookings:write'] }, booking)).toBeNull();
  });

  test('is not for strangers to change, whatever it is', async () => {
    for (const stranger of [grace, partner(), elsewhere]) {
      const { extend, change, confirm, cancel, reject, seat, finish, markNoShow } = commandsOf(stranger);
      const attempts = [extend, confirm, cancel, reject, seat, finish, markNoShow].map((act) => act(booking));

      const outcomes = await Promise.all([...attempts, change(booking, { partySize: 3 })].map(outcomeOf));

      expect(new Set(outcomes)).toEqual(new Set(['FORBIDDEN']));
    }
  });

  test('is not for its owner to decline, seat, finish or miss', async () => {
    const { reject, seat, finish, markNoShow } = commandsOf(owner);

    const outcomes = await Promise.all([reject, seat, finish, markNoShow].map((act) => outcomeOf(act(booking))));

    expect(new Set(outcomes)).toEqual(new Set(['FORBIDDEN']));
  });

  test('is for its owner to extend, confirm, change and cancel', async () => {
    const { extend, change, confirm, cancel } = commandsOf(owner);

    const outcomes = [
      await outcomeOf(extend(booking)),
      await outcomeOf(confirm(booking)),
      await outcomeOf(change(booking, { partySize: 3 })),
      await outcomeOf(cancel(booking)),
    ];

    expect(outcomes).toEqual(['HELD', 'CONFIRMED', 'CONFIRMED', 'CANCELLED']);
  });
});

describe('what callers are offered', () => {
  const offersTo = (principal: Principal, booking: Booking) =>
    allowedActionsOf(as(principal, bookings).scope(), booking, defaultPolicy).join();
  let place: KnownVenue;
  let requested: Booking;
  beforeAll(async () => {
    place = await knownVenue(bookings);
    requested = await commandsOf(ada).request(place);
  });

  test('goes by what they are to the booking', () => {
    const local: Principal = { ...manager, venueRoles: { [place.id]: 'MANAGER' } };

    expect([local, ada, grace, elsewhere].map((each) => offersTo(each, requested))).toEqual([
      'REJECT,CANCEL',
      'CANCEL',
      '',
      '',
    ]);
  });

  test('is nothing for those who may only read', () => {
    expect(offersTo({ ...ada, scopes: ['bookings:read'] }, requested)).toBe('');
  });
});

test('a venue’s id that happens to be a word of JavaScript makes nobody its staff', async () => {
  expect(await outcomeOf(commandsOf(ada).walkIn({ ...venue, id: 'constructor' }))).toBe('NOT_FOUND');
  expect(await find(ada, { id: newId() })).toBeNull();
});
