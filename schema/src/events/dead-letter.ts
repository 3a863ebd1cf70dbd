import { z } from 'zod';
import { code, machineName } from './codes.ts';
import { defineEvent } from './event-contract.ts';

/** A consumer gave up on an event after its last attempt: where to find it, never what was in it. */
export const deadLetter = defineEvent({
  type: 'dead.letter',
  stream: 'DEAD_LETTERS',
  address: 'dead.{stream}.{durable}',
  source: '/kit/bus',
  description: 'A consumer gave up on an event; the event itself stays in its stream.',
  data: z.object({
    stream: machineName,
    durable: machineName.describe('Name of the consumer.'),
    sequence: z.int().positive().describe("The event's place in its stream."),
    eventId: z.uuid(),
    eventSubject: z
      .string()
      .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/)
      .describe('The subject it lies under in its stream.'),
    attempts: z.int().positive(),
    errorCode: code,
  }),
});
