import type { ChangeBookingInput } from '../actions/change-booking.ts';
import { expireBookings } from '../actions/expire-bookings.ts';
import type { HoldTableInput } from '../actions/hold-table.ts';
import type { Booking } from '../data/booking.entity.ts';
import { attentionReasons } from '../domain/attention.ts';
import type { PolicyChange } from '../domain/policy-change.ts';
import type { Commands } from './commands.ts';
import { faultsAt } from './faults.ts';
import { type KnownVenue, publish } from './known-venue.ts';
import type { OpenBookings } from './open-bookings.ts';
import type { Random } from './random.ts';
import { outcomeOf } from './wishes.ts';

/** A venue that many clients do something with at once. */
export interface Game {
  readonly bookings: OpenBookings;
  readonly commands: Commands;
  readonly venue: KnownVenue;
  readonly random: Random;
  /** The bookings that anybody made so far, as they were then. */
  readonly made: Booking[];
  /** What of the venue was published so far, in its order. */
  readonly versions: KnownVenue['data'][];
  /** What was found wrong so far. */
  readonly faults: string[];
}

/** What one client does next: it chooses at once and then waits. */
export type Move = (game: Game) => Promise<unknown>;

/** A time soon, or just over, in steps of five minutes. */
function soon({ bookings, random }: Game): HoldTableInput['startsAt'] {
  const from = bookings.platform.clock
    .now()
    .round({ smallestUnit: 'minute', roundingIncrement: 5, roundingMode: 'floor' });
  return { instant: from.add({ minutes: random.pick([-5, 5, 10, 20, 40, 60, 90, 120]) }) };
}

/** One of a venue's tables, two that may be joined, or whatever is free. */
function somewhere({ venue, random }: Game): readonly string[] | null {
  const [first = '', second = '', third = ''] = venue.tableIds;
  return random.pick<readonly string[] | null>([
    [first],
    [second],
    [third],
    [first, second],
    [third, second],
    null,
    null,
  ]);
}

const wish = (game: Game): Partial<HoldTableInput> => ({
  tableIds: somewhere(game),
  partySize: game.random.pick([2, 3, 4, 6]),
  startsAt: soon(game),
  duration: game.random.pick([null, ...['PT15M', 'PT30M', 'PT1H'].map((each) => Temporal.Duration.from(each))]),
});

const making =
  (command: 'hold' | 'book' | 'request' | 'walkIn'): Move =>
  (game) => {
    const { startsAt = soon(game), ...where } = wish(game);
    const making = game.commands[command](game.venue, command === 'walkIn' ? where : { ...where, startsAt });
    void making.then(
      (booking) => game.made.push(booking),
      () => undefined,
    );
    return outcomeOf(making);
  };

/** Does something with a booking that was made lately. */
const withOne =
  (act: (game: Game, booking: Booking) => Promise<Booking>): Move =>
  async (game) => {
    const [first, ...others] = game.made.slice(-12);
    return first && outcomeOf(act(game, game.random.pick([first, ...others])));
  };

const command = (name: 'extend' | 'confirm' | 'reject' | 'cancel' | 'seat' | 'finish' | 'markNoShow') =>
  withOne(({ commands }, booking) => commands[name](booking));

const change = withOne((game, booking) => {
  const { random } = game;
  const wanted = random.pick<Omit<ChangeBookingInput, 'id'>>([
    { startsAt: soon(game), tableIds: somewhere(game) },
    { startsAt: soon(game) },
    { tableIds: somewhere(game) },
    { partySize: random.pick([2, 3, 4, 6]) },
  ]);
  return game.commands.change(booking, { ...wanted, expectedVersion: random.pick([null, null, booking.version + 1]) });
});

const acknowledge = withOne(({ commands, random }, booking) =>
  commands.acknowledge(booking, [random.pick(attentionReasons)]),
);

const answer: Move = async ({ commands, made, random }) => {
  const [first, ...others] = made.slice(-12);
  if (first) await commands.answer(random.pick([first, ...others]));
};

const setPolicy: Move = ({ commands, venue, random }) =>
  commands.setPolicy(
    venue,
    random.pick<PolicyChange>([
      { bufferMinutes: 10 },
      { bufferMinutes: null },
      { maxPartiesPerSlot: 2, slotMinutes: 30 },
      { maxPartiesPerSlot: null, slotMinutes: null },
      { holdMinutes: 3, maxHoldMinutes: 5 },
      { holdMinutes: null, maxHoldMinutes: null },
      { noShowAfterMinutes: 0, cancelUntilMinutes: 30 },
      { noShowAfterMinutes: null, cancelUntilMinutes: null },
      { deposit: { fromPartySize: 6, perGuest: { amount: 500, currency: 'EUR' } } },
      { deposit: null },
    ]),
  );

type Change = (venue: KnownVenue['data']) => KnownVenue['data'];

const same: Change = (venue) => venue;
const withoutThird: Change = (venue) => ({
  ...venue,
  rooms: venue.rooms.map((room) => ({ ...room, tables: room.tables.slice(0, 2) })),
});
const smaller: Change = (venue) => ({
  ...venue,
  rooms: venue.rooms.map((room) => ({ ...room, tables: room.tables.map((table) => ({ ...table, maxParty: 2 })) })),
});
const apart: Change = (venue) => ({ ...venue, rooms: venue.rooms.map((room) => ({ ...room, combinations: [] })) });
const closed: Change = (venue) => ({ ...venue, closed: true });

/** Publishes a version of the venue; most are as the first one. */
const changeVenue: Move = ({ bookings, venue, random, versions }) => {
  const changed = random.pick([same, same, same, same, same, withoutThird, smaller, apart, closed])(venue.data);
  return publish(bookings, changed, versions.push(changed));
};

const sweep: Move = ({ bookings }) => expireBookings(bookings.scope());

const look: Move = async ({ bookings, venue, faults }) => void faults.push(...(await faultsAt(bookings, venue.id)));

const tick: Move = ({ bookings, random }) => bookings.platform.clock.advance(random.pick([1, 500, 20_000, 60_000]));

/** All that can happen, the more likely the more often it is named. */
export const moves = [
  ...[making('hold'), making('hold'), making('book'), making('book'), making('request'), making('walkIn')],
  ...[change, change, command('confirm'), command('extend'), command('cancel'), command('reject'), answer],
  ...[
    command('seat'),
    command('seat'),
    command('finish'),
    command('markNoShow'),
    command('markNoShow'),
    command('markNoShow'),
  ],
  ...[acknowledge, setPolicy, changeVenue, sweep, look, tick],
] as const;
