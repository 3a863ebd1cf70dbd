import { streamCursor } from '@constellation/kit';
import { parseEvent, visiblePassSoon as soon } from '@constellation/schema';
import type { LiveField } from './live-field.ts';
import { subjectToken } from './subject-token.ts';

/** Passes that are about to be seen from a venue, for anybody. */
export const visiblePassSoon: LiveField = {
  name: 'visiblePassSoon',
  stream: soon.stream,
  isOnDemand: false,
  places: ({ venueId }) => [String(venueId)],
  subject: ({ venueId }) => `space.pass.${subjectToken(venueId)}`,
  read: (stored) => {
    const { event, sequence } = stored;
    if (event.type !== soon.type) return undefined;
    const { id: eventId, traceparent, data } = parseEvent(soon, event);
    const { venueId, rise, culmination, set, maxElevation, elementsEpoch, freshness } = data;
    const pass = { rise, culmination, set, maxElevation, elementsEpoch, freshness };
    const venue = { __typename: 'Venue', id: venueId };
    return {
      sequence,
      places: [venueId],
      matches: (args) => args['venueId'] === venueId,
      isFor: () => true,
      value: () => ({ cursor: streamCursor(stored), eventId, ...pass, venue }),
      entity: () => venueId,
      traceparent,
    };
  },
};
