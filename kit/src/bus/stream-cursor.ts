import { z } from 'zod';
import type { Stored } from './bus.ts';

/** A place in a stream, for clients: behind an event. It is no right, so anybody may make one up and gains nothing. */
export type StreamPlace = Pick<Stored, 'stream' | 'epoch' | 'sequence'>;

/** The place as an opaque word. */
export const streamCursor = ({ stream, epoch, sequence }: StreamPlace): string =>
  Buffer.from(JSON.stringify([stream, epoch, sequence])).toString('base64url');

const parts = z.tuple([z.string(), z.string(), z.int().nonnegative()]);

/** The place that a cursor names; undefined for what is none. */
export function placeIn(cursor: string): StreamPlace | undefined {
  try {
    const [stream, epoch, sequence] = parts.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { stream, epoch, sequence };
  } catch {
    return undefined;
  }
}
