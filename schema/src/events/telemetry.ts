import { z } from 'zod';
import { defineEvent } from './event-contract.ts';

const reading = z.object({
  metric: z.string().regex(/^[a-z][a-z0-9_.-]{0,63}$/),
  time: z.iso.datetime(),
  value: z.number().nullable(),
  text: z.string().max(2_000).nullable(),
  flag: z.boolean().nullable(),
});

const data = z.object({
  deviceId: z.uuid(),
  venueId: z.uuid().nullable(),
  readings: z.array(reading).describe('Those that were not known before, metric by metric, each in the order of time.'),
});

/** What a device has measured, as it came in. */
export type ReadingsReceivedData = z.infer<typeof data>;

/** New readings of a device are stored; late ones are told of as any other. */
export const readingsReceived = defineEvent({
  type: 'telemetry.readings_received',
  stream: 'TELEMETRY',
  address: 'telemetry.reading.{venueId}.{deviceId}',
  source: '/subgraphs/telemetry',
  description: 'New readings of a device are stored.',
  data,
});
