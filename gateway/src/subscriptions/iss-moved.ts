import { issMoved as moved, parseEvent } from '@constellation/schema';
import type { LiveField } from './live-field.ts';

const everywhere = 'all';

/** Where the International Space Station is, for anybody; read only while somebody listens. */
export const issMoved: LiveField = {
  name: 'issMoved',
  stream: moved.stream,
  isOnDemand: true,
  isLatestOnly: true,
  isSameForAll: true,
  places: () => [everywhere],
  subject: () => moved.address,
  read: ({ event, sequence }) => {
    if (event.type !== moved.type) return undefined;
    const { traceparent, data } = parseEvent(moved, event);
    return {
      sequence,
      places: [everywhere],
      matches: () => true,
      isFor: () => true,
      value: () => data,
      entity: () => moved.type,
      traceparent,
    };
  },
};
