import { deadLetter, parseEvent } from '@constellation/schema';
import type { Bus, GivenUp } from './bus.ts';

/** An event that was given up, and where the letter about it lies. */
export interface DeadLetter extends GivenUp {
  readonly letter: { readonly subject: string; readonly sequence: number };
  readonly at: Temporal.Instant;
  readonly eventSubject: string;
  readonly attempts: number;
  readonly errorCode: string;
}

const { stream: letters } = deadLetter;

/** The letters that nobody has seen to yet, oldest first; those of one consumer if it is named. */
export async function deadLetters(bus: Bus, durable?: string): Promise<DeadLetter[]> {
  const reading = new AbortController();
  const until = await bus.newest(letters);
  const found: DeadLetter[] = [];
  const place = { from: 'start', until, signal: reading.signal } as const;
  for await (const { subject, sequence, event } of until > 0 ? bus.read(letters, place) : []) {
    const { data, time } = parseEvent(deadLetter, event);
    found.push({ letter: { subject, sequence }, at: Temporal.Instant.from(time), ...data });
  }
  return durable === undefined ? found : found.filter((each) => each.durable === durable);
}

/** What became of letters: their events go back to their consumers, unless their streams do not have them any more. */
export interface Retried {
  readonly retried: readonly DeadLetter[];
  readonly gone: readonly DeadLetter[];
}

/** Has consumers attempt the events once more, and removes the letters; a crash in between repeats what is harmless. */
export async function retryDeadLetters(bus: Bus, found: readonly DeadLetter[]): Promise<Retried> {
  const retried: DeadLetter[] = [];
  const gone: DeadLetter[] = [];
  for (const each of found) {
    const isThere = await bus.retry(each);
    (isThere ? retried : gone).push(each);
  }
  for (const [subject, same] of Map.groupBy(found, ({ letter }) => letter.subject)) {
    await bus.remove(letters, subject, Math.max(...same.map(({ letter }) => letter.sequence)));
  }
  return { retried, gone };
}
