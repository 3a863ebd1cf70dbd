import type { BookingChangeData, CloudEvent } from '@constellation/schema';
import { earlier, type Interval, isUpTo } from '@constellation/schema/schedule';
import { isOver } from '../domain/lifecycle.ts';
import { type Moment, momentOf } from '../domain/moment.ts';
import type { OpenBookings } from './open-bookings.ts';
import { eventsFor } from './records.ts';

/** That a booking had tables for a stay, and from when to when it had them. */
export interface Ownership {
  readonly bookingId: string;
  readonly tableIds: readonly string[];
  readonly stay: Interval;
  readonly owned: Interval;
}

type BookingEvent = CloudEvent<BookingChangeData>;

/** Later than everything that a test does. */
const never = Temporal.Instant.from('9999-12-31T00:00:00Z');

/** Who had what when, as the events tell it: what each leaves a booking with is its own until its next one. */
export function ownershipsOf(events: readonly BookingEvent[]): Ownership[] {
  const stories = Map.groupBy(events, ({ subject }) => subject);
  return [...stories].flatMap(([bookingId, story]) =>
    story.flatMap((event, index) => {
      const { to, tableIds, startsAt, endsAt } = event.data;
      if (isOver(to)) return [];
      const seated = story.slice(0, index + 1).find(isSeating);
      return {
        bookingId,
        tableIds,
        stay: interval(seated ? beginningOf(seated) : startsAt, endsAt),
        owned: interval(event.time, endOf(event, story[index + 1])),
      };
    }),
  );
}

/** A hold that lapsed ended at the end of its time, whatever was noted about it after that. */
function endOf({ data: { holdExpiresAt } }: BookingEvent, next: BookingEvent | undefined): string {
  const ends = [next?.time, holdExpiresAt].filter((each) => each != null);
  const [first = never, second = never] = ends.map((each) => Temporal.Instant.from(each));
  return String(earlier(first, second));
}

const isSeating = ({ data }: BookingEvent) => data.to === 'SEATED' && data.from !== 'SEATED';

/**
 * From when on a party that is seated has its place: whoever counted as a no-show from that moment on, the others no later
 * than they were to come.
 */
const beginningOf = ({ time, data: { from, startsAt } }: BookingEvent): string =>
  from === 'NO_SHOW' || isUpTo(Temporal.Instant.from(time), Temporal.Instant.from(startsAt)) ? time : startsAt;

/** Who sat where: from the moment on when they were seated until they left, whatever was planned. */
export function sittingsOf(events: readonly BookingEvent[]): Ownership[] {
  const left = new Map(events.filter(({ data }) => data.to === 'FINISHED').map(({ subject, time }) => [subject, time]));
  return events.filter(isSeating).map(({ subject, time, data: { tableIds } }) => {
    const owned = interval(time, left.get(subject) ?? String(never));
    return { bookingId: subject, tableIds, stay: owned, owned };
  });
}

/** Pairs that had a table for the same time at the same instant: there may never be one. */
export function conflictsAmong(ownerships: readonly Ownership[]): string[] {
  // Moments, as comparing that many instants takes seconds.
  const all = ownerships.map(({ stay, owned, ...rest }) => ({ ...rest, stay: span(stay), owned: span(owned) }));
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => meet(one.owned, other.owned) && meet(one.stay, other.stay))
      .filter(({ bookingId }) => bookingId !== one.bookingId)
      .filter(({ tableIds }) => one.tableIds.some((id) => tableIds.includes(id)))
      .map((other) => `${one.bookingId} and ${other.bookingId}`),
  );
}

type Span = readonly [from: Moment, to: Moment];

const span = ({ start, end }: Interval): Span => [momentOf(start), momentOf(end)];

const meet = ([from, to]: Span, [otherFrom, otherTo]: Span) => from < otherTo && otherFrom < to;

/** The same among all that has happened at a venue, and pairs that sat at a table together. */
export async function conflictsAt(bookings: OpenBookings, venueId: string): Promise<string[]> {
  const events = await eventsFor(bookings, venueId);
  return [ownershipsOf(events), sittingsOf(events)].flatMap(conflictsAmong);
}

const interval = (start: string, end: string): Interval => ({
  start: Temporal.Instant.from(start),
  end: Temporal.Instant.from(end),
});
