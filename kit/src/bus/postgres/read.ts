import { wakeup } from '../../workers/wakeup.ts';
import type { ReadOptions, Stored } from '../bus.ts';
import { persistently } from '../persistently.ts';
import { BegunAnew } from '../refusals.ts';
import type { EventLog } from './event-log.ts';
import { messagesAfter, sequenceAt } from './messages.queries.ts';

/** Looks this often whether something came unannounced. */
const pollMs = 2_000;

/** Reads a stream in batches and waits at the bell between them; an outage only makes it wait. */
export async function* readStream(
  { db, bells, log }: EventLog,
  stream: string,
  { from, epoch: given, subject, until = Infinity, signal }: ReadOptions,
): AsyncGenerator<Stored> {
  const bell = wakeup();
  using _listening = bells.on(stream, bell.ring);
  const persistence = { work: `read ${stream}`, signal, log };
  let after = (await persistently(persistence, () => sequenceAt(db, stream, from))) ?? 0;
  let epoch = given;
  while (!signal.aborted) {
    const place = { stream, after, subject };
    const batch = await persistently(persistence, () => messagesAfter(db, place));
    if (!batch) return;
    epoch ??= batch.epoch;
    if (batch.epoch !== epoch || batch.head < place.after) throw new BegunAnew(stream);
    for (const stored of batch.stored) {
      if (signal.aborted || stored.sequence > until) return;
      yield stored;
    }
    after = batch.upTo;
    if (after >= until) return;
    if (!batch.full) await bell.wait(pollMs, signal);
  }
}
