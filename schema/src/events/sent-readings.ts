import { z } from 'zod';

const point = z.object({
  metric: z.string().describe("One of the device's metrics."),
  time: z.iso.datetime({ offset: true }).describe('When it was measured: RFC 3339.'),
  value: z.number().nullable().optional().describe('Of gauges and counters.'),
  text: z.string().nullable().optional().describe('Of states and texts.'),
  flag: z.boolean().nullable().optional().describe('Of booleans.'),
});

const secret = z.string().describe("The device's secret.");

/** A device's message over the bus, for those who write one; who reads it judges each point alone. */
export const sentReadings = z.union([
  z.object({ secret, points: z.union([z.array(point).max(10_000), point]) }),
  point.extend({ secret }),
  z
    .array(point.extend({ secret: secret.optional().describe('In the first at least.') }))
    .min(1)
    .max(10_000),
]);
