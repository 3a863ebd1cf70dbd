import { type Message, newId } from '@constellation/kit';
import {
  type CloudEvent,
  type EventContract,
  issMoved,
  type VisiblePassSoonData,
  visiblePassSoon,
} from '@constellation/schema';

/** Where the International Space Station is at a second counted from 1970, as the space-data subgraph publishes it. */
export const issEvent = (second: number): Message =>
  message(issMoved, newId(), second, {
    at: Temporal.Instant.fromEpochMilliseconds(second * 1000).toString(),
    latitude: second % 90,
    longitude: 0,
    altitude: 420,
    velocity: 27_600,
    elementsEpoch: '2030-06-01T00:00:00Z',
    freshness: 'FRESH',
  });

/** A pass over a venue that is soon to be seen. */
export const passEvent = (venueId: string, version: number): Message => {
  const data: VisiblePassSoonData = {
    venueId,
    noradId: 25544,
    rise: '2030-06-01T21:00:00Z',
    culmination: '2030-06-01T21:03:00Z',
    set: '2030-06-01T21:06:00Z',
    maxElevation: version,
    visibleFrom: '2030-06-01T21:01:00Z',
    visibleTo: '2030-06-01T21:06:00Z',
    elementsEpoch: '2030-06-01T00:00:00Z',
    freshness: 'FRESH',
  };
  return message(visiblePassSoon, venueId, version, data);
};

function message<Data>(contract: EventContract<string, Data>, subject: string, version: number, data: Data): Message {
  const { type, source } = contract;
  const event: CloudEvent = {
    specversion: '1.0',
    id: newId(),
    source,
    type,
    subject,
    time: '2030-06-01T12:00:00Z',
    datacontenttype: 'application/json',
    version,
    data,
  };
  return { subject: contract.subject(subject, data), event };
}
