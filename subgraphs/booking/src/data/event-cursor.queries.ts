import { type EntityManager, markOf, rows, sql, type StreamPlace } from '@constellation/kit';
import { bookingHeld } from '@constellation/schema';
import type { Booking } from './booking.entity.ts';

const { stream } = bookingHeld;

/**
 * For each booking, as it was read, a place in the stream behind which all its later changes come. Behind a booking
 * that is still as it was read is whatever the stream had by now; one that has changed since is told about from the
 * change on that was seen. Undefined where neither is known.
 */
export async function placesBehind(
  em: EntityManager,
  bookings: readonly Booking[],
): Promise<(StreamPlace | undefined)[]> {
  const found = await rows(
    em,
    sql<{ epoch: string | null; sequence: string | null }>`
      select mark.epoch, case when booking.version = seen.version then mark.sequence else event.sequence end as sequence
        from unnest(${bookings.map(({ id }) => id)}::uuid[], ${bookings.map(({ version }) => version)}::integer[],
          ${bookings.map(subjectOf)}::text[]) with ordinality as seen (id, version, subject, place)
        left join bookings booking on booking.id = seen.id
        left join outbox event
          on event.stream = ${stream} and event.subject = seen.subject and event.version = seen.version
        left join ${markOf(stream)} mark on true
       order by seen.place`,
  );
  return found.map(({ epoch, sequence }) =>
    epoch === null || sequence === null ? undefined : { stream, epoch, sequence: Number(sequence) },
  );
}

const subjectOf = ({ id, venueId, partnerId }: Booking) =>
  bookingHeld.subject(id, { bookingId: id, venueId, partnerId });
