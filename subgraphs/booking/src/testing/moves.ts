import { isUpTo } from '@constellation/schema/schedule';
import type { ChangeBookingInput } from '../actions/change-booking.ts';
import { expireBookings } from '../actions/expire-bookings.ts';
import type { HoldTableInput } from '../actions/hold-table.ts';
import type { Booking } from '../data/booking.entity.ts';
import { attentionReasons } from '../domain/attention.ts';
import type { Status } from '../domain/lifecycle.ts';
import type { PolicyChange } from '../domain/policy-change.ts';
import type { Commands } from './commands.ts';
import { faultsAt } from './faults.ts';
import { anybody, anyBooking, codeOf, type Game, note, noting } from './game.ts';
import { publish } from './known-venue.ts';
import { apart, closed, retired, shrunk, shut, type VenueChange } from './venue-changes.ts';

/** What one client does next: it chooses at once and then waits. */
export type Move = (game: Game) => Promise<unknown>;

/** A time soon, or just over, in steps of five minutes. */
function soon({ bookings, random }: Game): HoldTableInput['startsAt'] {
  const from = bookings.platform.clock
    .now()
    .round({ smallestUnit: 'minute', roundingIncrement: 5, roundingMode: 'floor' });
  return { instant: from.add({ minutes: random.pick([-5, 5, 5, 5, 10, 10, 20, 40, 90, 180]) }) };
}

/** One of a venue's tables, some that may be joined, or whatever is free. */
function somewhere({ venue, random }: Game): readonly string[] | null {
  const places = random.pick([[0], [1], [2], [3], [0, 1], [2, 1], [3, 1, 2], null, null, null]);
  return places && places.flatMap((place) => venue.tableIds[place] ?? []);
}

const partySize = ({ random }: Game) => random.pick([1, 2, 2, 3, 4, 6]);

const wish = (game: Game): Partial<HoldTableInput> => ({
  tableIds: somewhere(game),
  partySize: partySize(game),
  duration: game.random.pick([null, ...['PT15M', 'PT30M', 'PT1H'].map((each) => Temporal.Duration.from(each))]),
});

const making =
  (command: 'hold' | 'book' | 'request'): Move =>
  (game) =>
    noting(game, command, anybody(game)[command](game.venue, { ...wish(game), startsAt: soon(game) }));

const walkIn: Move = (game) => noting(game, 'walkIn', anybody(game).walkIn(game.venue, wish(game)));

/** Does something with a booking that is likely to let it be done. */
const withOne =
  (
    command: keyof Commands,
    isWanted: (booking: Booking, game: Game) => boolean,
    act: (commands: Commands, booking: Booking, game: Game) => Promise<Booking>,
  ): Move =>
  async (game) => {
    const found = anyBooking(game, (booking) => isWanted(booking, game));
    if (found) await noting(game, command, act(anybody(game), found, game));
  };

const where =
  (...wanted: readonly Status[]) =>
  ({ status }: Booking) =>
    wanted.includes(status);

const isOverdue = ({ status, startsAt }: Booking, { bookings }: Game) =>
  status === 'CONFIRMED' && isUpTo(startsAt, bookings.platform.clock.now());

const isMissed = ({ status, endsAt }: Booking, { bookings }: Game) =>
  status === 'NO_SHOW' && isUpTo(bookings.platform.clock.now(), endsAt);

/** Whose time is over, so that some are still there when others want the table. */
const isDue = ({ status, endsAt }: Booking, { bookings }: Game) =>
  status === 'SEATED' && isUpTo(endsAt, bookings.platform.clock.now());

const step = (
  command: 'extend' | 'confirm' | 'reject' | 'cancel' | 'seat' | 'finish' | 'markNoShow',
  isWanted: (booking: Booking, game: Game) => boolean,
) => withOne(command, isWanted, (commands, booking) => commands[command](booking));

const change = withOne('change', where('CONFIRMED'), (commands, booking, game) => {
  const { random } = game;
  const wanted = random.pick<Omit<ChangeBookingInput, 'id'>>([
    { startsAt: soon(game), tableIds: somewhere(game) },
    { startsAt: soon(game) },
    { tableIds: somewhere(game) },
    { partySize: partySize(game) },
  ]);
  const { version } = booking;
  return changeExpecting(game, commands, booking, {
    ...wanted,
    expectedVersion: random.pick([null, version, version + 1]),
  });
});

/** A change that goes by the version it expects, or leaves that as it is. */
async function changeExpecting(
  { faults }: Game,
  commands: Commands,
  { id }: Booking,
  wanted: Omit<ChangeBookingInput, 'id'>,
): Promise<Booking> {
  const changed = await commands.change({ id }, wanted);
  const expected = wanted.expectedVersion ?? changed.version;
  if (![expected, expected + 1].includes(changed.version))
    faults.push(`${id}: is at version ${changed.version} after a change that expected ${expected}`);
  return changed;
}

const acknowledge = withOne(
  'acknowledge',
  ({ attention }) => attention.length > 0,
  (commands, booking, { random }) => commands.acknowledge(booking, [random.pick(attentionReasons)]),
);

const answer: Move = async (game) => {
  const booking = anyBooking(game, where('REQUESTED'));
  if (booking) await game.staff.answer(booking);
};

const setPolicy: Move = (game) => {
  const wanted = game.random.pick<PolicyChange>([
    { bufferMinutes: 10 },
    { bufferMinutes: null },
    { maxPartiesPerSlot: 2, slotMinutes: 30 },
    { maxPartiesPerSlot: null, slotMinutes: null },
    { holdMinutes: 3, maxHoldMinutes: 5 },
    { holdMinutes: null, maxHoldMinutes: null },
    { noShowAfterMinutes: 0, cancelUntilMinutes: 30 },
    { noShowAfterMinutes: null, cancelUntilMinutes: null },
    { deposit: { fromPartySize: 4, perGuest: { amount: 500, currency: 'EUR' } } },
    { deposit: null },
  ]);
  const setting = anybody(game).setPolicy(game.venue, wanted);
  return setting.then(
    () => note(game, 'setPolicy', 'done'),
    (error: unknown) => note(game, 'setPolicy', codeOf(error)),
  );
};

const same: VenueChange = (venue) => venue;

/** Publishes a version of the venue; most are as the first one. */
const changeVenue: Move = ({ bookings, venue, random, versions }) => {
  const become = random.pick([same, same, same, same, same, same, same, retired, shrunk, apart, shut, closed]);
  const changed = become(venue.data);
  return publish(bookings, changed, versions.push(changed));
};

const sweep: Move = ({ bookings }) => expireBookings(bookings.scope());

const look: Move = async ({ bookings, venue, faults }) => void faults.push(...(await faultsAt(bookings, venue.id)));

const tick: Move = ({ bookings, random }) => bookings.platform.clock.advance(random.pick([1, 500, 20_000, 60_000]));

/** All that can happen, the more likely the more often it is named. */
export const moves: readonly [Move, ...Move[]] = [
  making('hold'),
  ...[making('hold'), making('hold'), making('book'), making('book'), making('request'), walkIn],
  ...[change, change, step('confirm', where('HELD')), step('confirm', where('HELD')), step('extend', where('HELD'))],
  ...[
    step('cancel', where('REQUESTED')),
    step('cancel', where('HELD', 'CONFIRMED')),
    step('reject', where('REQUESTED')),
  ],
  ...[answer, step('seat', where('CONFIRMED')), step('finish', isDue), step('finish', isDue)],
  ...[step('markNoShow', isOverdue), step('markNoShow', isOverdue), step('markNoShow', isOverdue)],
  ...[
    step('seat', isMissed),
    step('seat', isMissed),
    acknowledge,
    setPolicy,
    changeVenue,
    changeVenue,
    sweep,
    look,
    tick,
  ],
];
