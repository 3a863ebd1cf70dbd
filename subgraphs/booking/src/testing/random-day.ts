import { type Random, randomFrom } from '@constellation/kit/testing';
import type { Wanted } from '../domain/availability.ts';
import { instantOf, minute, type Moment, momentOf } from '../domain/moment.ts';
import type { Rivals } from '../domain/placement.ts';
import { furthestAheadDays } from '../domain/request.ts';
import { startTimes } from '../domain/slot.ts';
import { optionsFor, tableIdsOf } from '../domain/tables.ts';
import { randomPolicy, randomVenue } from './random-venue.ts';
import { times } from './times.ts';

const epoch = Temporal.Instant.from('2026-02-20T00:00Z');

/** A party that looks for a place on a day at a venue, and what others have there. */
export function randomDay(seed: number): { readonly wanted: Wanted; readonly rivals: Rivals } {
  const random = randomFrom(seed);
  const { data, date } = randomVenue(random, epoch.add({ hours: seed }));
  const venue = { ...data, id: data.venueId };
  const policy = randomPolicy(random);
  const wanted = {
    venue,
    policy,
    starts: startTimes(venue, policy.slotMinutes, date),
    stayMinutes: 15 + 5 * random.below(60),
    options: optionsFor(venue, 1 + random.below(8)),
  };
  return { wanted, rivals: randomRivals(random, wanted) };
}

/** Claims and arrivals around a day, at its edges by a microsecond, some of which lapse about now. */
function randomRivals(random: Random, { starts, options }: Wanted): Rivals {
  const first = starts[0] ?? momentOf(epoch);
  const now = momentNow(random, starts);
  const somewhen = () => first + (random.below(40 * 12) - 60) * 5 * minute + random.pick([0, 0, 0, 1, -1, 999]);
  const lapse = () => random.pick([null, null, now, now + 1, now - 1, now + random.below(30) * minute]);
  const [table = '', ...tables] = tableIdsOf(options.options ?? []);
  const claims = times(random.below(25), () => {
    const tableId = random.pick([table, ...tables]);
    const startsAt = somewhen();
    const overstays = startsAt < now && random.below(8) === 0;
    if (overstays) return { tableId, bookingId: '', startsAt, endsAt: now + 1, lapsesAt: null, overstays };
    const endsAt = startsAt + (15 + 5 * random.below(40)) * minute;
    return { tableId, bookingId: '', startsAt, endsAt, lapsesAt: lapse(), overstays };
  });
  const arrivals = times(random.below(40), () => ({ bookingId: '', startsAt: somewhen(), lapsesAt: lapse() }));
  return { at: instantOf(now), claims, arrivals };
}

/** Some hours before or behind the first start, two years before it, or at the very instant of one. */
function momentNow(random: Random, starts: Wanted['starts']): Moment {
  const first = starts[0] ?? momentOf(epoch);
  const soon = first + (random.below(600) - 500) * minute;
  const longBefore = soon - furthestAheadDays * 24 * 60 * minute;
  const atOnce = starts[random.below(Math.min(starts.length, 12))] ?? first;
  return random.pick([soon, soon, soon, soon, longBefore, atOnce, atOnce, atOnce]);
}
