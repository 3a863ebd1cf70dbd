import { Refusal } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import type { Slot } from '../domain/availability.ts';
import type { ObstacleCode } from '../domain/obstacle.ts';
import { optionsFor, type TableOption } from '../domain/tables.ts';
import type { BookableVenue } from '../domain/venue.ts';
import { makeKnown } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { writePolicy } from '../testing/policies.ts';
import { bookAtRandom } from '../testing/random-bookings.ts';
import { randomPolicy, randomVenue } from '../testing/random-venue.ts';
import { type Random, randomFrom } from '../testing/random.ts';
import { sized } from '../testing/size.ts';
import { times } from '../testing/times.ts';
import { ada } from '../testing/wishes.ts';
import { holdTable } from './hold-table.ts';
import { type AvailabilityArguments, listAvailability } from './list-availability.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

/** Far from the machine's own time, so that every run meets the same days. */
const epoch = Temporal.Instant.from('2060-01-01T00:00:00Z');

test.each(times(sized(8, 150), (index) => index + 1))(
  'whatever is booked, a start time is available just when it can be held, and with the tables that it says (seed %d)',
  { timeout: 60_000 },
  async (seed) => {
    const random = randomFrom(seed);
    const { clock } = bookings.platform;
    const now = epoch.add({ minutes: seed * 40 * 24 * 60 + random.below(24 * 60) });
    await clock.advance(now.since(clock.now()).total('milliseconds'));
    const { venue, date } = randomVenue(random, now);
    const { id: venueId, ...known } = venue;
    const rooms = known.rooms.map((room) => ({ ...room, name: 'Hall' }));
    await makeKnown(bookings, { ...structuredClone({ ...known, rooms }), venueId, slug: 'any', name: 'Any' }, 1);
    await writePolicy(bookings, venue.id, randomPolicy(random));
    await bookAtRandom(bookings, { random, venue, date });

    for (const asked of times(3, () => randomWish(random, date))) {
      const { promised, kept } = await putToTheTest(venue, asked, random);

      expect(kept).toEqual(promised);
    }
  },
);

const randomWish = (random: Random, date: Temporal.PlainDate): AvailabilityArguments => ({
  date: date.add({ days: random.pick([0, 0, 0, 1, -1]) }),
  partySize: 1 + random.below(6),
  duration: random.below(2) === 0 ? null : Temporal.Duration.from({ minutes: 15 + 5 * random.below(40) }),
});

/** What availability says would become of holds, and what does become of them; asked anew where time changed the answer. */
async function putToTheTest(venue: BookableVenue, asked: AvailabilityArguments, random: Random) {
  const { options = [] } = optionsFor(venue, asked.partySize);
  const offset = random.below(10);
  for (;;) {
    const slots = await availability(venue, asked);
    const chosen = slots.filter(
      (_, index) => index % Math.ceil(slots.length / 12) === offset % Math.ceil(slots.length / 12),
    );
    const promised = chosen.flatMap((slot) => promisesOf(slot, venue, options));
    const kept = [];
    for (const { at, tableIds } of promised)
      kept.push({ at, tableIds, outcome: await attempt(venue, asked, at, tableIds) });
    if (JSON.stringify(await availability(venue, asked)) === JSON.stringify(slots)) return { promised, kept };
  }
}

async function availability(venue: BookableVenue, asked: AvailabilityArguments): Promise<Slot[]> {
  const slots = await listAvailability(bookings.scope(), venue.id, asked);
  if (!slots) throw new Error('The venue is not known');
  return slots;
}

interface Promised {
  readonly at: string;
  /** Null where the best are to be chosen. */
  readonly tableIds: readonly string[] | null;
  readonly outcome: string;
}

/** What a slot says of a hold that leaves the choice, and of holds that name any option. */
function promisesOf(
  { startsAt, available, options, reasons }: Slot,
  venue: BookableVenue,
  all: readonly TableOption[],
): Promised[] {
  const at = String(startsAt);
  const [first] = options;
  const [reason] = reasons;
  const refusal = reason ? refusals(venue)[reason.code] : 'nothing';
  const choosing = { at, tableIds: null, outcome: available && first ? held(idsOf(first)) : refusal };
  if (!reasons.every(({ code }) => code === 'TAKEN' || code === 'HELD')) return [choosing];
  const inTheWay = new Set(reasons.flatMap(({ tableIds = [] }) => tableIds));
  const naming = all.map(idsOf).map((tableIds) => ({
    at,
    tableIds,
    outcome: tableIds.some((id) => inTheWay.has(id)) ? 'TABLE_TAKEN' : held(tableIds),
  }));
  const free = naming.filter(({ outcome }) => outcome !== 'TABLE_TAKEN').map(({ tableIds }) => held(tableIds));
  expect(options.map(idsOf).map(held)).toEqual(free);
  return [choosing, ...naming];
}

const idsOf = ({ tables }: TableOption) => tables.map(({ id }) => id);
const held = (tableIds: readonly string[]) => `HELD ${tableIds.join(' ')}`;

const refusals = ({ closed }: BookableVenue): Readonly<Record<ObstacleCode, string>> => ({
  CLOSED: closed ? 'VENUE_CLOSED' : 'CLOSED',
  TAKEN: 'TABLE_TAKEN',
  HELD: 'TABLE_TAKEN',
  PARTY_TOO_LARGE: 'PARTY_TOO_LARGE',
  PARTY_TOO_SMALL: 'PARTY_TOO_SMALL',
  PACING: 'PACING',
  PAST: 'PAST',
  NO_COMBINATION: 'NO_COMBINATION',
});

/** Takes back what succeeded. */
class TakenBack extends Error {
  readonly tableIds: readonly string[];
  constructor(tableIds: readonly string[]) {
    super('It was only an attempt');
    this.tableIds = tableIds;
  }
}

async function attempt(
  venue: BookableVenue,
  { partySize, duration = null }: AvailabilityArguments,
  at: string,
  tableIds: readonly string[] | null,
): Promise<string> {
  const scope = bookings.scope();
  const startsAt = { instant: Temporal.Instant.from(at) };
  const input = { venueId: venue.id, tableIds, partySize, startsAt, duration, guest: ada };
  try {
    return await scope.em.transactional(async (em) => {
      const booking = await holdTable({ ...scope, em }, { input });
      throw new TakenBack(booking.tableIds);
    });
  } catch (error) {
    if (error instanceof TakenBack) return held(error.tableIds);
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
