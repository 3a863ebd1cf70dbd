import { type Interval, isUpTo, overlap } from '@constellation/schema/schedule';
import { expect, test } from 'vitest';
import { lastingAt } from '../testing/lasting.ts';
import { randomDay } from '../testing/random-day.ts';
import { sized } from '../testing/size.ts';
import { times } from '../testing/times.ts';
import { type Slot, slotsOf, type Wanted } from './availability.ts';
import { instantOf, type Moment, momentOf, type Span, spanOf } from './moment.ts';
import { openTimesFor } from './open-times.ts';
import { type Claim, claimedFor, closedFor, paced, past, type Rivals } from './placement.ts';
import { furthestStart } from './request.ts';
import { slotOf } from './slot.ts';
import { type TableOption, tableIdsOf } from './tables.ts';

/** A slot without the words and the times of its reasons. */
const inShort = ({ reasons, ...slot }: Slot) => ({
  ...slot,
  reasons: reasons.map(({ code, tableIds }) => ({ code, tableIds })),
});

/** What a hold that wants one start time meets: every rule on its own, asked anew. */
function judgedAlone(wanted: Wanted, { at, claims, arrivals }: Rivals, startsAt: Moment) {
  const { venue, policy, stayMinutes, options } = wanted;
  const start = instantOf(startsAt);
  const stay = { start, end: start.add({ minutes: stayMinutes }) };
  const endsAt = momentOf(stay.end);
  const visit = { venue, policy, stay };
  const slot = slotOf(venue, policy.slotMinutes, start);
  const arriving = lastingAt(arrivals, at).filter((each) => slot && contains(slot, each.startsAt));
  const reasons = [
    options.obstacle,
    closedFor(venue, spanOf(stay), openTimesFor(venue, stay)),
    past(startsAt, momentOf(at)),
    slot && paced(policy, slot, arriving.length),
  ].filter((each) => each !== undefined);
  if (!options.options || reasons.length > 0)
    return inShort({ startsAt, endsAt, available: false, options: [], reasons });
  const inTheWay = lastingAt(claims, at).filter((each) => overlap(claimedFor(visit), during(each)));
  const places = placesAmong(options.options, inTheWay);
  return { startsAt, endsAt, available: places.options.length > 0, ...places };
}

/** The options of which no table is claimed; the tables of the others that are taken, and those that are only held. */
function placesAmong(options: readonly TableOption[], inTheWay: readonly Claim[]) {
  const claimsOn = (id: string) => inTheWay.filter(({ tableId }) => tableId === id);
  const isFree = ({ tables }: TableOption) => tables.every(({ id }) => claimsOn(id).length === 0);
  const claimed = tableIdsOf(options.filter((option) => !isFree(option))).filter((id) => claimsOn(id).length > 0);
  const isTaken = (id: string) => claimsOn(id).some(({ lapsesAt }) => lapsesAt === null);
  const reasons = [
    { code: 'TAKEN', tableIds: claimed.filter(isTaken) },
    { code: 'HELD', tableIds: claimed.filter((id) => !isTaken(id)) },
  ];
  return { options: options.filter(isFree), reasons: reasons.filter(({ tableIds }) => tableIds.length > 0) };
}

const contains = ({ from, to }: Span, moment: Moment) => from <= moment && moment < to;
const during = ({ startsAt, endsAt }: Claim): Interval => ({ start: instantOf(startsAt), end: instantOf(endsAt) });

test.each(times(sized(60, 3_000), (index) => index + 1))(
  'a whole day is judged as each of its start times would be alone (seed %d)',
  (seed) => {
    const { wanted, rivals } = randomDay(seed);

    const slots = slotsOf(wanted, rivals);

    const starts = wanted.starts.filter((startsAt) => isUpTo(instantOf(startsAt), furthestStart(rivals.at)));
    expect(slots.map(inShort)).toEqual(starts.map((startsAt) => judgedAlone(wanted, rivals, startsAt)));
  },
);
