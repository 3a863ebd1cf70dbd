import { type EntityManager, markOf, rows, sql } from '@constellation/kit';
import { bookingHeld } from '@constellation/schema';
import type { Booking } from './booking.entity.ts';

const { stream } = bookingHeld;

/**
 * For each booking, as it was read, a sequence of the stream behind which all its later changes come. Behind a booking
 * that is still as it was read is whatever the stream had by now; one that has changed since is told about from the
 * change on that was seen. Undefined where neither is known.
 */
export async function sequencesBehind(
  em: EntityManager,
  bookings: readonly Booking[],
): Promise<(number | undefined)[]> {
  const found = await rows(
    em,
    sql<{ sequence: string | null }>`
      select case when booking.version = seen.version then ${markOf(stream)} else event.sequence end as sequence
        from unnest(${bookings.map(({ id }) => id)}::uuid[], ${bookings.map(({ version }) => version)}::integer[],
          ${bookings.map(subjectOf)}::text[]) with ordinality as seen (id, version, subject, place)
        left join bookings booking on booking.id = seen.id
        left join outbox event
          on event.stream = ${stream} and event.subject = seen.subject and event.version = seen.version
       order by seen.place`,
  );
  return found.map(({ sequence }) => (sequence === null ? undefined : Number(sequence)));
}

const subjectOf = ({ id, venueId, partnerId }: Booking) =>
  bookingHeld.subject(id, { bookingId: id, venueId, partnerId });
