import { weekdays } from '@constellation/schema/schedule';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Booking } from '../data/booking.entity.ts';
import { type Action, allowedActions } from '../domain/permission.ts';
import { defaultPolicy } from '../domain/policy.ts';
import { moveTo } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { as, customer, host } from '../testing/people.ts';
import { claimsAt, eventsFor, historyOf } from '../testing/records.ts';
import { inMinutes, outcomeOf } from '../testing/wishes.ts';
import { lookUpBooking } from './find-booking.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { hold, book, request, answer, confirm, cancel, reject, seat, finish, markNoShow, extend, change } =
  commandsOn(bookings);

const openingHours = weekdays.map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' }));
const openVenue = () => knownVenue(bookings, { openingHours });
const pass = (minutes: number) => bookings.platform.clock.advance(minutes * 60_000);

/** Confirmed, and twenty minutes behind its start. */
async function overdue(venue: KnownVenue): Promise<Booking> {
  const booking = await book(venue, { startsAt: inMinutes(bookings, 5) });
  await pass(25);
  return booking;
}

const seated = async (venue: KnownVenue) => seat(await overdue(venue));

/** How a booking comes to stand where it stands. */
const lives = {
  REQUESTED: (venue) => request(venue),
  HELD: (venue) => hold(venue),
  CONFIRMED: overdue,
  SEATED: seated,
  FINISHED: async (venue) => finish(await seated(venue)),
  NO_SHOW: async (venue) => markNoShow(await overdue(venue)),
  CANCELLED: async (venue) => cancel(await hold(venue)),
  REJECTED: async (venue) => reject(await request(venue)),
  EXPIRED: async (venue) => {
    const booking = await hold(venue);
    await pass(11);
    return booking;
  },
} as const satisfies Record<string, (venue: KnownVenue) => Promise<Booking>>;

const acts = {
  EXTEND: extend,
  CHANGE: (booking) => change(booking, { startsAt: inMinutes(bookings, 600) }),
  CONFIRM: confirm,
  REJECT: reject,
  CANCEL: cancel,
  SEAT: seat,
  FINISH: finish,
  MARK_NO_SHOW: markNoShow,
} as const satisfies Record<Action, (booking: Booking) => Promise<Booking>>;

/** What staff can do with a booking that stands there, and where it stands then; `late` and `no` are refusals. */
const table = `
  .             REQUESTED  HELD       CONFIRMED  SEATED    FINISHED  NO_SHOW  CANCELLED  REJECTED  EXPIRED
  EXTEND        no         HELD       no         no        no        no       no         no        late
  CHANGE        no         no         CONFIRMED  no        no        no       no         no        late
  CONFIRM       no         CONFIRMED  =          no        no        no       no         no        late
  REJECT        REJECTED   no         no         no        no        no       no         =         late
  CANCEL        CANCELLED  CANCELLED  CANCELLED  no        no        no       =          no        late
  SEAT          no         no         SEATED     =         no        SEATED   no         no        late
  FINISH        no         no         no         FINISHED  =         no       no         no        late
  MARK_NO_SHOW  no         no         NO_SHOW    no        no        =        no         no        late
`;

const [[, ...columns] = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const cells = rows.flatMap(([action = '', ...outcomes]) =>
  outcomes.map((outcome, index) => [action, columns[index] ?? '', outcome] as const),
);
const isAction = (word: string): word is Action => Object.hasOwn(acts, word);
const isLife = (word: string): word is keyof typeof lives => Object.hasOwn(lives, word);

test.each(cells)('%s on a booking that is %s: %s', async (action, status, outcome) => {
  if (!isAction(action) || !isLife(status)) throw new Error(`The table names ${action} or ${status} by mistake`);
  const refusals: Readonly<Record<string, string>> = { no: 'WRONG_STATUS', late: 'HOLD_EXPIRED', '=': status };
  const venue = await openVenue();
  const booking = await lives[status](venue);
  const offered = allowedActions(booking, defaultPolicy, 'STAFF', bookings.platform.clock.now());
  const steps = (await historyOf(bookings, booking.id)).length;

  const became = await outcomeOf(acts[action](booking));

  const isDone = !Object.hasOwn(refusals, outcome);
  expect(became).toBe(refusals[outcome] ?? outcome);
  expect(offered.includes(action)).toBe(isDone);
  expect(await historyOf(bookings, booking.id)).toHaveLength(isDone ? steps + 1 : steps);
  expect(await eventsFor(bookings, venue.id)).toHaveLength(isDone ? steps + 1 : steps);
});

describe.each([
  ['finished', 'SEATED', finish],
  ['missed', 'CONFIRMED', markNoShow],
] as const)('a party that is %s', (_, status, act) => {
  test('has no place any more, at once', async () => {
    const venue = await openVenue();
    const booking = await lives[status](venue);
    const soon = { startsAt: inMinutes(bookings, 1) };
    expect(await outcomeOf(hold(venue, soon))).toBe('TABLE_TAKEN');

    await act(booking);

    expect(await claimsAt(bookings, venue.id)).toEqual([]);
    expect(await outcomeOf(hold(venue, soon))).toBe('HELD');
  });
});

describe('early and late', () => {
  let venue: KnownVenue;
  let booking: Booking;
  beforeAll(async () => {
    venue = await openVenue();
    booking = await book(venue);
  });
  const at = (duration: Temporal.DurationLike) => moveTo(bookings, booking.startsAt.add(duration));

  test('nobody is seated more than six hours before', async () => {
    await at({ hours: -6, minutes: -1 });

    await expect(seat(booking)).rejects.toMatchObject({
      code: 'TOO_EARLY',
      details: { from: String(booking.startsAt.subtract({ hours: 6 })) },
    });
  });

  test('nobody is missed before a quarter of an hour has gone by', async () => {
    await at({ minutes: 14 });

    expect(await outcomeOf(markNoShow(booking))).toBe('TOO_EARLY');
  });

  test('nor, like anybody who is seated, more than a day after they should have left', async () => {
    await at({ hours: 25, minutes: 31 });

    expect(await outcomeOf(markNoShow(booking))).toBe('TOO_LATE');
    await expect(seat(booking)).rejects.toMatchObject({
      code: 'TOO_LATE',
      details: { until: String(booking.endsAt.add({ hours: 24 })) },
    });
  });
});

test('guests cancel until the policy’s cut-off, staff later, too', async () => {
  const venue = await openVenue();
  await commandsOn(bookings).setPolicy(venue, { cancelUntilMinutes: 60 });
  const guest = commandsOn(as(customer(), bookings));
  const [early, late] = [await guest.book(venue), await guest.book(venue, { tableIds: venue.tableIds.slice(1) })];
  await moveTo(bookings, early.startsAt.subtract({ minutes: 61 }));

  const outcomes = [await outcomeOf(guest.cancel(early))];
  await pass(2);
  outcomes.push(
    await outcomeOf(guest.cancel(late)),
    await outcomeOf(commandsOn(as(host(venue), bookings)).cancel(late)),
  );

  expect(outcomes).toEqual(['CANCELLED', 'TOO_LATE', 'CANCELLED']);
});

test('a request that was answered cannot be declined any more', async () => {
  const requested = await request(await openVenue());
  await answer(requested);

  expect(await outcomeOf(reject(requested))).toBe('WRONG_STATUS');
  expect(await lookUpBooking(bookings.scope(), { id: requested.id })).toMatchObject({ status: 'HELD' });
});
