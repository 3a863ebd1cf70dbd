import { Refusal, type Scope } from '@constellation/kit';
import { rivalsFor } from '../data/claims.queries.ts';
import { findVenue } from '../data/venues.queries.ts';
import { contestedBy, type Slot, slotsOf } from '../domain/availability.ts';
import { stayOf } from '../domain/policy.ts';
import { checkPartySize, furthestAheadDays, stayMinutes } from '../domain/request.ts';
import { startTimes } from '../domain/slot.ts';
import { optionsFor } from '../domain/tables.ts';

export interface AvailabilityArguments {
  /** The business day. */
  readonly date: Temporal.PlainDate;
  readonly partySize: number;
  /** By the policy's turn times when left out. */
  readonly duration?: Temporal.Duration | null;
}

/**
 * What would become of a party at each start time of a business day, all at one instant; null for a venue that is not
 * known. Refused with BAD_USER_INPUT for a party of nobody, a stay out of bounds or a date too far ahead.
 */
export async function listAvailability(
  { em, clock }: Scope,
  venueId: string,
  { date, partySize, duration }: AvailabilityArguments,
): Promise<Slot[] | null> {
  const minutes = asArguments(() => (checkPartySize(partySize), duration && stayMinutes(duration)));
  const known = await findVenue(em, venueId);
  if (!known) return null;
  const { venue, policy } = known;
  const today = clock.now().toZonedDateTimeISO(venue.timeZone).toPlainDate();
  if (today.until(date).days > furthestAheadDays)
    throw badArgument(['date'], `Bookings are taken up to ${furthestAheadDays} days ahead`);

  const wanted = {
    venue,
    policy,
    starts: startTimes(venue, policy.slotMinutes, date),
    stayMinutes: minutes ?? stayMinutes(stayOf(policy, partySize)),
    options: optionsFor(venue, partySize),
  };
  const contested = contestedBy(wanted);
  return contested ? slotsOf(wanted, await rivalsFor(em, contested)) : [];
}

/** Judges arguments by a rule of inputs: they lie at the top, and a query refuses them with a GraphQL error. */
function asArguments<Result>(rule: () => Result): Result {
  try {
    return rule();
  } catch (error) {
    if (error instanceof Refusal) throw badArgument(error.inputPath?.slice(1) ?? [], error.message);
    throw error;
  }
}

const badArgument = (path: readonly string[], message: string) => new Refusal('BAD_USER_INPUT', message, { path });
