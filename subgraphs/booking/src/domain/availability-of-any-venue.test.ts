import { type Interval, isUpTo, overlap } from '@constellation/schema/schedule';
import { expect, test } from 'vitest';
import { randomPolicy, randomVenue } from '../testing/random-venue.ts';
import { type Random, randomFrom } from '../testing/random.ts';
import { sized } from '../testing/size.ts';
import { times } from '../testing/times.ts';
import { type Slot, slotsOf, type Wanted } from './availability.ts';
import { instantOf, type Moment, momentOf } from './moment.ts';
import { claimedFor, closedFor, freeAmong, paced, past, type Rivals } from './placement.ts';
import { slotAt, startTimes } from './slot.ts';
import { optionsFor, tableIdsOf } from './tables.ts';

/** What a hold that wants one start time meets: every rule on its own, asked anew. */
function judgedAlone(wanted: Wanted, { at, claims, arrivals }: Rivals, startsAt: Temporal.Instant): Slot {
  const { venue, policy, stayMinutes, options } = wanted;
  const stay = { start: startsAt, end: startsAt.add({ minutes: stayMinutes }) };
  const visit = { venue, policy, stay };
  const lasts = ({ lapsesAt }: { readonly lapsesAt: Moment | null }) =>
    lapsesAt === null || !isUpTo(instantOf(lapsesAt), at);
  const slot = slotAt(venue, policy.slotMinutes, startsAt);
  const arriving = arrivals.filter((each) => lasts(each) && slot && contains(slot, instantOf(each.startsAt)));
  const reasons = [
    options.obstacle,
    closedFor(visit),
    past(stay, at),
    slot && paced(policy, slot, arriving.length),
  ].filter((each) => each !== undefined);
  if (!options.options || reasons.length > 0)
    return { startsAt, endsAt: stay.end, available: false, options: [], reasons };
  const inTheWay = claims.filter((each) => lasts(each) && overlap(claimedFor(visit), during(each)));
  const { free, obstacles } = freeAmong(options.options, inTheWay);
  return { startsAt, endsAt: stay.end, available: free.length > 0, options: free, reasons: obstacles };
}

const contains = ({ start, end }: Interval, instant: Temporal.Instant) =>
  isUpTo(start, instant) && !isUpTo(end, instant);
const during = ({ startsAt, endsAt }: { readonly startsAt: Moment; readonly endsAt: Moment }): Interval => ({
  start: instantOf(startsAt),
  end: instantOf(endsAt),
});

const minute = 60_000_000;

function randomRivals(random: Random, { starts, options }: Wanted): Rivals {
  const first = momentOf(starts[0] ?? Temporal.Instant.from('2026-05-01T00:00Z'));
  const now = first + (random.below(600) - 500) * minute;
  const somewhen = () => first + (random.below(40 * 12) - 60) * 5 * minute + random.pick([0, 0, 0, 1, -1, 999]);
  const lapse = () => random.pick([null, null, now, now + 1, now - 1, now + random.below(30) * minute]);
  const [table = '', ...tables] = tableIdsOf(options.options ?? []);
  const claims = times(random.below(25), () => {
    const startsAt = somewhen();
    const endsAt = startsAt + (15 + 5 * random.below(40)) * minute;
    return { tableId: random.pick([table, ...tables]), bookingId: '', startsAt, endsAt, lapsesAt: lapse() };
  });
  const arrivals = times(random.below(40), () => ({ bookingId: '', startsAt: somewhen(), lapsesAt: lapse() }));
  return { at: instantOf(now), claims, arrivals };
}

test.each(times(sized(40, 2_000), (index) => index + 1))(
  'a whole day is judged as each of its start times would be alone (seed %d)',
  (seed) => {
    const random = randomFrom(seed);
    const { venue, date } = randomVenue(random, Temporal.Instant.from('2026-02-20T00:00Z').add({ hours: seed }));
    const policy = randomPolicy(random);
    const wanted = {
      venue,
      policy,
      starts: startTimes(venue, policy.slotMinutes, date),
      stayMinutes: 15 + 5 * random.below(60),
      options: optionsFor(venue, 1 + random.below(8)),
    };
    const rivals = randomRivals(random, wanted);

    const slots = slotsOf(wanted, rivals);

    expect(slots).toEqual(wanted.starts.map((startsAt) => judgedAlone(wanted, rivals, startsAt)));
  },
);
