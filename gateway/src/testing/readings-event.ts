import { type Message, newId } from '@constellation/kit';
import { type CloudEvent, readingsReceived, type ReadingsReceivedData } from '@constellation/schema';

interface Sent {
  readonly deviceId: string;
  readonly venueId: string | null;
  /** Values by metric. */
  readonly values: Readonly<Record<string, number>>;
}

/** A device's new readings as the telemetry subgraph publishes them. */
export function readingsEvent({ deviceId, venueId, values }: Sent, version: number): Message {
  const readings = Object.entries(values).map(([metric, value]) => ({
    metric,
    time: '2030-06-01T11:59:00Z',
    value,
    text: null,
    flag: null,
  }));
  const data: ReadingsReceivedData = { deviceId, venueId, readings };
  const { type, source } = readingsReceived;
  const event: CloudEvent = {
    specversion: '1.0',
    id: newId(),
    source,
    type,
    subject: deviceId,
    time: '2030-06-01T12:00:00Z',
    datacontenttype: 'application/json',
    version,
    data,
  };
  return { subject: readingsReceived.subject(deviceId, data), event };
}
