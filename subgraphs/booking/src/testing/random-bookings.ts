import type { Random } from '@constellation/kit/testing';
import { isUpTo } from '@constellation/schema/schedule';
import { expireBookings } from '../actions/expire-bookings.ts';
import type { Booking } from '../data/booking.entity.ts';
import { instantOf } from '../domain/moment.ts';
import { startTimes } from '../domain/slot.ts';
import { optionsOf } from '../domain/tables.ts';
import { moveTo } from './clocks.ts';
import { type Commands, commandsOn } from './commands.ts';
import type { KnownVenue } from './known-venue.ts';
import type { OpenBookings } from './open-bookings.ts';
import { outcomeOf } from './wishes.ts';

/** A venue where somebody books around a date. */
export interface Scene {
  readonly bookings: OpenBookings;
  readonly random: Random;
  readonly venue: KnownVenue;
  readonly date: Temporal.PlainDate;
}

/**
 * Books for a while, and goes on in the middle of that day, unless it is too far ahead: holds, requests and walk-ins,
 * confirmed, changed, seated, finished and called off as far as that is possible, while time passes. Of the last holds
 * some have lapsed, which nobody has noticed yet.
 */
export async function bookAtRandom(scene: Scene): Promise<void> {
  const { bookings, random } = scene;
  const [first, ...others] = startsToCome(scene);
  if (!first) return;
  const play = { ...scene, commands: commandsOn(bookings), starts: [first, ...others] as const, made: [] };
  const goOn = async (turns: number, moves: Moves) => {
    for (let turn = 0; turn < turns; turn += 1) await random.pick(moves)(play);
  };
  await goOn(40, ahead);
  const during = first.add({ minutes: random.below(5 * 60) });
  const daysAhead = bookings.platform.clock.now().until(during).total('days');
  if (daysAhead > 0 && daysAhead < furthestTravelDays && random.below(3) > 0) {
    await moveTo(bookings, during);
    await goOn(40, onTheDay);
  }
  await goOn(8, atLast);
}

const furthestTravelDays = 300;

/** The next start times of the date, whatever the policy says, of a few hours so that it gets crowded. */
function startsToCome({ bookings, venue: { id, data }, date }: Scene): Temporal.Instant[] {
  const now = bookings.platform.clock.now();
  const starts = [date, date.add({ days: 1 })].flatMap((day) => startTimes({ ...data, id }, 30, day)).map(instantOf);
  return starts.filter((start) => isUpTo(now, start)).slice(0, 14);
}

interface Play extends Scene {
  readonly commands: Commands;
  readonly starts: readonly [Temporal.Instant, ...Temporal.Instant[]];
  readonly made: Booking[];
}

type Move = (play: Play) => Promise<unknown>;
type Moves = readonly [Move, ...Move[]];

const stays = [null, null, 'PT15M', 'PT50M', 'PT2H', 'PT3H30M'] as const;

/** Tables that would serve a party of this size, or whatever is free for it, at a start time or a little beside. */
function anyWish({ random, venue, starts }: Play) {
  const options = optionsOf({ ...venue.data, id: venue.id });
  const { tables = [], minParty = 1, maxParty = 1 } = options[random.below(options.length)] ?? {};
  const stay = random.pick(stays);
  return {
    tableIds: random.pick([null, tables.map(({ id }) => id)]),
    partySize: minParty + random.below(maxParty - minParty + 1),
    startsAt: { instant: random.pick(starts).add({ minutes: random.pick([0, 0, 0, 0, 5, 10, -5]) }) },
    duration: stay && Temporal.Duration.from(stay),
  };
}

const making =
  (make: (play: Play) => Promise<Booking>): Move =>
  (play) =>
    outcomeOf(kept(play, make(play)));

async function kept({ made }: Play, booked: Promise<Booking>): Promise<Booking> {
  const booking = await booked;
  made.push(booking);
  return booking;
}

const hold = making((play) => play.commands.hold(play.venue, anyWish(play)));
const book = making((play) => play.commands.book(play.venue, anyWish(play)));
const request = making((play) => play.commands.request(play.venue, anyWish(play)));
const walkIn = making((play) => {
  const { startsAt: _, ...wish } = anyWish(play);
  return play.commands.walkIn(play.venue, wish);
});

/** Does something with any of the bookings that were made. */
const withOne =
  (act: (play: Play, booking: Booking) => Promise<Booking>): Move =>
  async (play) => {
    const [first, ...others] = play.made;
    return first && outcomeOf(act(play, play.random.pick([first, ...others])));
  };

const command = (name: 'extend' | 'confirm' | 'cancel' | 'seat' | 'finish' | 'markNoShow') =>
  withOne(({ commands }, booking) => commands[name](booking));

const change = withOne((play, booking) => play.commands.change(booking, anyWish(play)));

const answer: Move = async ({ commands, made }) => {
  for (const booking of made.slice(-3)) await commands.answer(booking);
};

const sweep: Move = ({ bookings }) => expireBookings(bookings.scope());

const wait =
  (minutes: number): Move =>
  ({ bookings }) =>
    bookings.platform.clock.advance(minutes * 60_000);

/** What goes on before the day, the more often the more often it is named. */
const ahead: Moves = [
  hold,
  ...[hold, hold, hold, book, book, book, book, book, book, request, request, answer],
  ...[command('confirm'), command('confirm'), command('cancel'), command('extend'), change, change, sweep],
  ...[wait(1), wait(4), wait(15)],
];

/** What goes on while the venue is open. */
const onTheDay: Moves = [
  hold,
  ...[hold, book, walkIn, walkIn, walkIn, change, sweep, wait(1), wait(4), wait(15)],
  ...[command('confirm'), command('cancel'), command('markNoShow'), command('markNoShow')],
  ...[command('seat'), command('seat'), command('seat'), command('seat'), command('finish'), command('finish')],
];

/** What goes on right before somebody looks. */
const atLast: Moves = [hold, hold, hold, wait(4), wait(9)];
