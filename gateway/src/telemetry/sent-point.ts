import { NotServed } from './not-served.ts';

/** A point as somebody wrote it. */
export interface SentPoint {
  readonly point: object | null;
  /** How long it was. */
  readonly bytes: number;
}

/** In bytes. */
export const longestPoint = 64 * 1_024;

const fields = ['deviceId', 'metric', 'time', 'value', 'text', 'flag'] as const;

/** For one that is longer; the place says which. */
export const tooLong = (place: object): NotServed =>
  new NotServed({
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
    message: `A point has at most ${longestPoint} bytes`,
    details: place,
  });

/** Takes of what somebody wrote what a point has, and nothing from deeper inside. */
export const sentPoint = (written: unknown, bytes: number): SentPoint => ({
  point: isObject(written) ? Object.fromEntries(fields.map((name) => [name, flat(written[name])])) : null,
  bytes,
});

const isObject = (written: unknown): written is Readonly<Record<string, unknown>> =>
  typeof written === 'object' && written !== null && !Array.isArray(written);

/** What is neither a text, a number nor a flag stays as wrong as it is. */
const flat = (value: unknown) => (typeof value === 'object' && value !== null ? {} : value);
