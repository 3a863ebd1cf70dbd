import { setImmediate as callsOfThisTurn } from 'node:timers/promises';
import type pg from 'pg';
import type { Clock } from '../../clock.ts';
import type { Message } from '../bus.ts';

/** Appends messages to a stream, all or none of them, and returns their sequences in the given order. */
export type Append = (stream: string, messages: readonly Message[]) => Promise<readonly number[]>;

/** Appends in one statement. */
export async function appendOnce(
  db: pg.Pool,
  clock: Clock,
  stream: string,
  messages: readonly Message[],
): Promise<readonly number[]> {
  const { rows } = await db.query<{ sequence: number }>({
    name: 'append-messages',
    text: 'select append_messages($1, $2, $3, $4, $5) as sequence',
    values: [
      stream,
      messages.map(({ subject }) => subject),
      messages.map(({ event }) => event.id),
      messages.map(({ event }) => JSON.stringify(event)),
      clock.now().toString(),
    ],
  });
  return rows.map(({ sequence }) => sequence);
}

interface Call {
  readonly messages: readonly Message[];
  resolve(sequences: readonly number[]): void;
  reject(error: unknown): void;
}

const groupSize = 1_000;

/**
 * Group commit: calls that come in one turn of the event loop, or while an append to the same stream is under way, go
 * together in the next one, as appends to a stream can only follow each other. When a group fails its calls are tried
 * one by one.
 */
export function groupingAppend(append: Append): Append {
  const waiting = new Map<string, Call[]>();

  const drain = async (stream: string, calls: Call[]) => {
    await callsOfThisTurn();
    while (calls.length > 0) await settle(append, stream, nextGroup(calls));
    waiting.delete(stream);
  };

  return (stream, messages) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly number[]>();
    const call = { messages, resolve, reject };
    const calls = waiting.get(stream);
    if (calls) calls.push(call);
    else {
      const first = [call];
      waiting.set(stream, first);
      void drain(stream, first);
    }
    return promise;
  };
}

/** Takes the first call and those behind it that still fit. */
function nextGroup(calls: Call[]): Call[] {
  let size = 0;
  const fitting = calls.findIndex(({ messages }, index) => (size += messages.length) > groupSize && index > 0);
  return calls.splice(0, fitting === -1 ? calls.length : fitting);
}

async function settle(append: Append, stream: string, group: readonly Call[]): Promise<void> {
  try {
    const sequences = await append(
      stream,
      group.flatMap(({ messages }) => messages),
    );
    let taken = 0;
    for (const { messages, resolve } of group) resolve(sequences.slice(taken, (taken += messages.length)));
  } catch (error) {
    if (group.length > 1) await Promise.all(group.map((call) => settle(append, stream, [call])));
    else group[0]?.reject(error);
  }
}
