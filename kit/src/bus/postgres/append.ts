import { setImmediate as callsOfThisTurn } from 'node:timers/promises';
import pg from 'pg';
import type { Clock } from '../../clock.ts';
import type { Outgoing } from '../bus.ts';
import { BegunAnew, OutOfTurn, StreamFull } from '../refusals.ts';
import { refusals } from './tables.ts';

/** Appends messages to a stream, all or none of them, and returns their sequences in the given order. */
export type Append = (stream: string, messages: readonly Outgoing[], epoch?: string) => Promise<readonly number[]>;

/** Appends in one statement. */
export async function appendOnce(
  db: pg.Pool,
  clock: Clock,
  stream: string,
  messages: readonly Outgoing[],
  epoch?: string,
): Promise<readonly number[]> {
  const query = {
    name: 'append-messages',
    text: 'select append_messages($1, $2, $3, $4, $5, $6, $7) as sequence',
    values: [
      stream,
      epoch,
      messages.map(({ subject }) => subject),
      messages.map(({ event }) => event.id),
      messages.map(({ event }) => JSON.stringify(event)),
      messages.map(({ after }) => after ?? null),
      clock.now().toString(),
    ],
  };
  try {
    const { rows } = await db.query<{ sequence: number }>(query);
    return rows.map(({ sequence }) => sequence);
  } catch (error) {
    throw reasonOf(error, stream);
  }
}

function reasonOf(error: unknown, stream: string): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  if (error.code === refusals.begunAnew) return new BegunAnew(stream);
  if (error.code === refusals.full) return new StreamFull(stream);
  return error.code === refusals.outOfTurn ? new OutOfTurn(stream) : error;
}

interface Call {
  readonly messages: readonly Outgoing[];
  resolve(sequences: readonly number[]): void;
  reject(error: unknown): void;
}

const groupSize = 1_000;

/**
 * Group commit: calls that come in one turn of the event loop, or while an append to the same stream is under way, go
 * together in the next one, as appends to a stream can only follow each other. When a group fails its calls are tried
 * one by one. Those that expect another epoch have groups of their own.
 */
export function groupingAppend(append: Append): Append {
  const waiting = new Map<string, Call[]>();

  const drain = async (key: string, calls: Call[], appendGroup: AppendGroup) => {
    await callsOfThisTurn();
    while (calls.length > 0) await settle(appendGroup, nextGroup(calls));
    waiting.delete(key);
  };

  return (stream, messages, epoch) => {
    const key = `${stream} ${epoch ?? ''}`;
    const { promise, resolve, reject } = Promise.withResolvers<readonly number[]>();
    const call = { messages, resolve, reject };
    const calls = waiting.get(key);
    if (calls) calls.push(call);
    else {
      const first = [call];
      waiting.set(key, first);
      void drain(key, first, (group) => append(stream, group, epoch));
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

type AppendGroup = (messages: readonly Outgoing[]) => Promise<readonly number[]>;

async function settle(append: AppendGroup, group: readonly Call[]): Promise<void> {
  try {
    const sequences = await append(group.flatMap(({ messages }) => messages));
    let taken = 0;
    for (const { messages, resolve } of group) resolve(sequences.slice(taken, (taken += messages.length)));
  } catch (error) {
    if (group.length > 1) await Promise.all(group.map((call) => settle(append, [call])));
    else group[0]?.reject(error);
  }
}
