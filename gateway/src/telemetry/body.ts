import type { IncomingMessage } from 'node:http';
import { PassThrough, type Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DeadlineExceeded, inTime } from '../upstreams/in-time.ts';
import { NotServed } from './not-served.ts';

/** How long somebody who is being read may send nothing. */
const silenceMs = 30_000;

/** How long somebody who is answered already may go on sending. */
const lingerMs = 2_000;

/**
 * Reads what is sent with a request, unpacked, and no faster than it is asked for: what nobody reads yet stays with the
 * client. Aborted, it throws the signal's reason.
 * @throws NotServed where the client sends nothing any more, or what cannot be unpacked
 */
export async function* readBody(
  request: IncomingMessage,
  isPacked: boolean,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const unpacking = request.pipe<Transform>(isPacked ? createGunzip() : new PassThrough());
  // Errors are heard of by reading.
  unpacking.on('error', () => {});
  // A pipe does not tell that its beginning is gone.
  request.once('close', () => request.complete || unpacking.destroy(new Error('The client is gone')));
  try {
    const chunks: AsyncIterator<Buffer> = unpacking.iterator();
    for (;;) {
      const next = await inTime(silenceMs, () => unlessAborted(signal, chunks.next())).catch((error: unknown) => {
        throw signal.aborted ? signal.reason : new NotServed(error instanceof DeadlineExceeded ? silent : broken);
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    unpacking.destroy();
  }
}

const silent = { status: 408, code: 'BAD_REQUEST', message: `Nothing came for ${silenceMs / 1_000} s` } as const;

const broken = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The body is broken off, or not packed as it says',
} as const;

/** Leaves nothing behind at the signal, which outlives many such waits. */
async function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Throws away what a client still sends that was answered, so that it hears the answer, and in the end the connection. */
export function discardRest(request: IncomingMessage): void {
  if (request.complete) return;
  request.unpipe();
  request.resume();
  const timer = setTimeout(() => void request.destroy(), lingerMs);
  request.once('close', () => clearTimeout(timer));
}
