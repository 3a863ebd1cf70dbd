import { z } from 'zod';

/**
 * One fact as it travels (CloudEvents 1.0, JSON format). `subject` is the aggregate's id and `version` its version
 * after the change, as an extension attribute; the pair orders an aggregate's events and tells repeats apart.
 */
export interface CloudEvent<Data = unknown> {
  readonly specversion: '1.0';
  /** UUIDv7; the same wherever the event turns up. */
  readonly id: string;
  /** Who says so, such as `/subgraphs/booking`. */
  readonly source: string;
  /** What happened, such as `booking.held`. */
  readonly type: string;
  readonly subject: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly version: number;
  /** W3C trace context of the request that caused it. */
  readonly traceparent?: string;
  readonly data: Data;
}

/** Every event's envelope; `data` is judged by the event's own contract. */
export const cloudEventEnvelope = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid().describe('UUIDv7; the same wherever the event turns up.'),
  source: z
    .string()
    .regex(/^\/[a-z0-9/-]+$/)
    .describe('Who says so.'),
  type: z
    .string()
    .regex(/^[a-z][a-z0-9_.]*$/)
    .describe('What happened.'),
  subject: z.uuid().describe("The aggregate's id."),
  time: z.iso.datetime().describe('When it happened, UTC.'),
  datacontenttype: z.literal('application/json'),
  version: z.int().positive().describe("The aggregate's version after the change; grows by one with each."),
  traceparent: z
    .string()
    .regex(/^[0-9a-f]{2}(-[0-9a-f]+){3}$/)
    .optional()
    .describe('W3C trace context.'),
  data: z.unknown(),
});
