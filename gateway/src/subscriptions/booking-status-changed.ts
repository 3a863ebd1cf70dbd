import { isId, streamCursor } from '@constellation/kit';
import { bookingEvents, parseEvent } from '@constellation/schema';
import type { LiveField } from './live-field.ts';

const everywhere = 'all';

/** Changes of one booking, of a venue's bookings, or of all. */
export const bookingStatusChanged: LiveField = {
  name: 'bookingStatusChanged',
  stream: 'BOOKING',

  place: ({ bookingId, venueId }) => {
    if (typeof bookingId === 'string') return `booking ${bookingId}`;
    return typeof venueId === 'string' ? `venue ${venueId}` : everywhere;
  },

  subject: ({ venueId, bookingId }) => `booking.changed.*.${token(venueId)}.${token(bookingId)}`,

  read: (stored) => {
    const { event, sequence } = stored;
    const contract = bookingEvents.find(({ type }) => type === event.type);
    if (!contract) return undefined;
    const { id: eventId, version, time: at, traceparent, data } = parseEvent(contract, event);
    const { bookingId, venueId, change, from, to, reason } = data;
    return {
      sequence,
      places: [`booking ${bookingId}`, `venue ${venueId}`, everywhere],
      matches: (args) => (args['bookingId'] ?? bookingId) === bookingId && (args['venueId'] ?? venueId) === venueId,
      value: {
        cursor: streamCursor(stored),
        eventId,
        bookingId,
        venueId,
        version,
        change,
        from,
        to,
        at,
        reason,
        booking: { __typename: 'Booking', id: bookingId },
      },
      entity: bookingId,
      traceparent,
    };
  },
};

/** One token of a pattern: any where nothing is asked for, and none that exists where the id is none. */
const token = (id: unknown) => (typeof id !== 'string' ? '*' : isId(id) ? id : 'none');
