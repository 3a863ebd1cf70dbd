import { streamCursor } from '@constellation/kit';
import { parseEvent, readingsReceived } from '@constellation/schema';
import type { Arguments, LiveField } from './live-field.ts';
import { audiencesOf, deviceAudience, mayListenAt, onlyPlace, type Place } from './reading-audience.ts';
import { subjectToken } from './subject-token.ts';

/** New readings of one device, of a venue's devices, or of all; each to those who may see the device. */
export const readingReceived: LiveField = {
  name: 'readingReceived',
  stream: 'TELEMETRY',
  isOnDemand: true,

  places: ({ deviceId }, principal) =>
    typeof deviceId === 'string' ? [deviceAudience(deviceId)] : mayListenAt(principal),

  subject: ({ venueId, deviceId }, principal) => {
    // What a device sends is little, whoever asks for it: all of them read the same subject.
    const place: Place = typeof deviceId === 'string' ? { deviceId } : onlyPlace(principal);
    return `telemetry.reading.${subjectToken(venueId ?? place.venueId)}.${subjectToken(place.deviceId)}`;
  },

  read: (stored) => {
    const { event, sequence } = stored;
    if (event.type !== readingsReceived.type) return undefined;
    const { id: eventId, traceparent, data } = parseEvent(readingsReceived, event);
    const { deviceId, venueId, readings } = data;
    const audiences = audiencesOf(data);
    const shown = (args: Arguments) => readings.filter(({ metric }) => isWanted(metric, args));
    return {
      sequence,
      places: audiences,
      matches: (args) =>
        (args['deviceId'] ?? deviceId) === deviceId &&
        (args['venueId'] ?? venueId) === venueId &&
        readings.some(({ metric }) => isWanted(metric, args)),
      isFor: (principal) => mayListenAt(principal).some((audience) => audiences.includes(audience)),
      value: (args) => ({
        cursor: streamCursor(stored),
        eventId,
        deviceId,
        readings: shown(args),
        device: { __typename: 'Device', id: deviceId },
      }),
      // What shows other metrics is no newer state of this.
      entity: (args) => [deviceId, ...new Set(shown(args).map(({ metric }) => metric))].toSorted().join(' '),
      traceparent,
    };
  },
};

const isWanted = (metric: string, { metrics }: Arguments) => !Array.isArray(metrics) || metrics.includes(metric);
