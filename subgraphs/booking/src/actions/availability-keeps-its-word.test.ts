import { platformKinds, type Random, randomFrom } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import type { Slot } from '../domain/availability.ts';
import { instantOf, minute } from '../domain/moment.ts';
import type { ObstacleCode } from '../domain/obstacle.ts';
import { optionsFor, optionsOf, type TableOption } from '../domain/tables.ts';
import type { BookableVenue } from '../domain/venue.ts';
import { moveTo } from '../testing/clocks.ts';
import { introduce } from '../testing/known-venue.ts';
import type { OpenBookings } from '../testing/open-bookings.ts';
import { writePolicy } from '../testing/policies.ts';
import { bookAtRandom } from '../testing/random-bookings.ts';
import { randomPolicy, randomVenue } from '../testing/random-venue.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { sized } from '../testing/size.ts';
import { times } from '../testing/times.ts';
import { held, refused, tryHold } from '../testing/try-hold.ts';
import { ada } from '../testing/wishes.ts';
import { type AvailabilityArguments, listAvailability } from './list-availability.ts';

const bookingsOn = shareBookings();

const cases = platformKinds.flatMap((kind, index) =>
  times(sized(8, 60), (round) => ({ kind, seed: platformKinds.length * round + index + 1 })),
);

/** Far from the machine's own time, so that every run meets the same days; a good year for each seed. */
const epoch = Temporal.Instant.from('2060-01-01T00:00:00Z');
const daysApart = 400;

test.for(cases)(
  'on the $kind platform a start time is available just when it can be held, and with the tables that it says (seed $seed)',
  { timeout: 60_000 },
  async ({ kind, seed }) => {
    const random = randomFrom(seed);
    const bookings = await bookingsOn(kind);
    const now = epoch.add({ hours: seed * daysApart * 24, minutes: random.below(24 * 60) });
    await moveTo(bookings, now);
    const { data, date } = randomVenue(random, now);
    const venue = { ...data, id: data.venueId };
    const known = await introduce(bookings, data, date);
    await writePolicy(bookings, known.id, randomPolicy(random));
    await bookAtRandom({ bookings, random, venue: known, date });
    if (random.below(4) === 0) await writePolicy(bookings, known.id, randomPolicy(random));

    for (const asked of times(2, () => anyQuestion(random, venue, date))) {
      const { promised, kept } = await putToTheTest({ bookings, venue, asked, offset: random.below(10) });

      expect(kept).toEqual(promised);
    }
  },
);

/** Mostly for a party that would fit somewhere. */
function anyQuestion(random: Random, venue: BookableVenue, date: Temporal.PlainDate): AvailabilityArguments {
  const options = optionsOf(venue);
  const { minParty = 1, maxParty = 1 } = options[random.below(options.length)] ?? {};
  return {
    date: date.add({ days: random.pick([0, 0, 0, 0, 0, 1, -1]) }),
    partySize: random.pick([minParty, maxParty, 1 + random.below(8)]),
    duration: random.below(2) === 0 ? null : Temporal.Duration.from({ minutes: 15 + 5 * random.below(30) }),
  };
}

interface Question {
  readonly bookings: OpenBookings;
  readonly venue: BookableVenue;
  readonly asked: AvailabilityArguments;
  /** From where on start times are tried. */
  readonly offset: number;
}

/** What availability says would become of holds, and what does; asked anew where time changed the answer meanwhile. */
async function putToTheTest(question: Question) {
  for (;;) {
    const slots = await availability(question);
    const chosen = worthATry(slots, question.offset);
    const kept: Answer[] = [];
    for (const { startsAt } of chosen) kept.push(await keptAt(question, instantOf(startsAt)));
    if (JSON.stringify(await availability(question)) === JSON.stringify(slots))
      return { promised: chosen.map((slot) => promisedBy(question, slot)), kept };
  }
}

const mostTried = 12;
const triedOver = 2;
const crowdedHours = 9;

/** Some start times: of those that are over not many, of the next hours most, and the day's last one. */
function worthATry(slots: readonly Slot[], offset: number): Slot[] {
  const over = slots.filter(({ reasons }) => reasons.some(({ code }) => code === 'PAST')).length;
  const open = slots.slice(Math.max(0, over - triedOver));
  const [first] = open;
  const crowded = open.filter(({ startsAt }) => first && startsAt <= first.startsAt + crowdedHours * 60 * minute);
  const every = Math.ceil(crowded.length / mostTried);
  const last = open.slice(crowded.length).slice(-1);
  return [...crowded.filter((_, index) => index % every === offset % every), ...last];
}

async function availability({ bookings, venue, asked }: Question): Promise<Slot[]> {
  const slots = await listAvailability(bookings.scope(), venue.id, asked);
  if (!slots) throw new Error('The venue is not known');
  return slots;
}

/** What becomes of holds at a start time. */
interface Answer {
  readonly startsAt: Temporal.Instant;
  /** Where the best tables are to be chosen. */
  readonly best: string;
  /** Where tables are named, for each option there is for such a party at all, and which of them can be held. */
  readonly named: readonly string[];
  readonly free: readonly string[];
}

function promisedBy(question: Question, { startsAt, available, options, reasons }: Slot): Answer {
  const [first] = options;
  const [reason] = reasons;
  const refusal = reason && refused(refusals(question)[reason.code], reason.tableIds);
  return {
    startsAt: instantOf(startsAt),
    best: available && first ? held(idsOf(first)) : (refusal ?? 'There is neither an option nor a reason'),
    named: everyOption(question).map((tableIds) => {
      const lacking = reasons.map((each) => tableIds.filter((id) => each.tableIds?.includes(id)));
      const ids = lacking.find(({ length }) => length > 0);
      if (ids) return refused('TABLE_TAKEN', ids);
      return reason && !reason.tableIds ? refused(refusals(question)[reason.code]) : held(tableIds);
    }),
    free: options.map(idsOf).map(held),
  };
}

async function keptAt(question: Question, startsAt: Temporal.Instant): Promise<Answer> {
  const { bookings, venue, asked } = question;
  const { partySize, duration = null } = asked;
  const hold = (tableIds: readonly string[] | null) =>
    tryHold(bookings, {
      venueId: venue.id,
      tableIds,
      partySize,
      startsAt: { instant: startsAt },
      duration,
      guest: ada,
    });
  const best = await hold(null);
  const named: string[] = [];
  for (const tableIds of everyOption(question)) named.push(await hold(tableIds));
  return { startsAt, best, named, free: named.filter((outcome) => outcome.startsWith('HELD')) };
}

const everyOption = ({ venue, asked: { partySize } }: Question) =>
  (optionsFor(venue, partySize).options ?? []).map(idsOf);

const idsOf = ({ tables }: TableOption) => tables.map(({ id }) => id);

const refusals = ({ venue: { closed } }: Question): Readonly<Record<ObstacleCode, string>> => ({
  CLOSED: closed ? 'VENUE_CLOSED' : 'CLOSED',
  TAKEN: 'TABLE_TAKEN',
  HELD: 'TABLE_TAKEN',
  PARTY_TOO_LARGE: 'PARTY_TOO_LARGE',
  PARTY_TOO_SMALL: 'PARTY_TOO_SMALL',
  PACING: 'PACING',
  PAST: 'PAST',
  NO_COMBINATION: 'NO_COMBINATION',
});
