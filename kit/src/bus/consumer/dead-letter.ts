import { deadLetter } from '@constellation/schema';
import { newId } from '../../identifier.ts';
import type { Message, Stored } from '../bus.ts';

/** Tells that a consumer gave up on an event: where it is and a code, nothing of what was in it. */
export const deadLetterFor = (stored: Stored, durable: string, attempts: number, error: unknown): Message => {
  const { stream, sequence, subject: eventSubject, event } = stored;
  const data = { stream, durable, sequence, eventId: event.id, eventSubject, attempts, errorCode: codeOf(error) };
  return {
    subject: deadLetter.subject(event.id, data),
    event: {
      specversion: '1.0',
      id: newId(),
      source: deadLetter.source,
      type: deadLetter.type,
      subject: event.id,
      time: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
      datacontenttype: 'application/json',
      version: 1,
      ...(event.traceparent && { traceparent: event.traceparent }),
      data,
    },
  };
};

/** An error's own code where it has one; its message may quote personal data and stays behind. */
const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : 'INTERNAL_SERVER_ERROR';
};
