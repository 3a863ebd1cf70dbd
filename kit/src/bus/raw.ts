import { createHash } from 'node:crypto';
import type { CloudEvent } from '@constellation/schema';
import { isId, newId } from '../identifier.ts';
import type { Message } from './bus.ts';

const type = 'raw.message';

interface Raw {
  readonly id: string;
  readonly subject: string;
  /** RFC 3339. */
  readonly time: string;
  readonly data: unknown;
}

/** What somebody outside has sent, in the form that everything else has; it is nobody's fact and has no version. */
export const rawEvent = ({ id, subject, time, data }: Raw): CloudEvent => ({
  specversion: '1.0',
  id,
  source: '/kit/bus',
  type,
  subject,
  time,
  datacontenttype: 'application/json',
  version: 1,
  data,
});

/** A message for a raw stream, as somebody outside would send it: text as it is, anything else as JSON. */
export const rawMessage = (subject: string, payload: unknown, at: Temporal.Instant, id: string = newId()): Message => ({
  subject,
  event: rawEvent({ id, subject, time: at.toString(), data: typeof payload === 'string' ? dataIn(payload) : payload }),
});

/** What a raw message says: its JSON, or its text where it is none. */
export function dataIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An event as it is written to a log that others write to as well. */
export const payloadOf = (event: CloudEvent): string =>
  event.type !== type
    ? JSON.stringify(event)
    : typeof event.data === 'string'
      ? event.data
      : JSON.stringify(event.data);

/** The id of a message: the one it was sent with, or one (UUIDv8, RFC 9562) that is the same whenever it is read. */
export function idOf(sentWith: string | undefined, ...place: readonly (string | number)[]): string {
  if (sentWith !== undefined && isId(sentWith)) return sentWith;
  const hash = createHash('sha256').update(place.join(' ')).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
