import { newId } from '@constellation/kit';
import type pg from 'pg';
import { send, type Statement, statementsOf } from './statements.ts';

/** A table for an hour. */
export interface Slot {
  readonly tableId: string;
  readonly start: Temporal.Instant;
}

/** A hold as the SQL that made it. */
export interface RecordedHold {
  readonly statements: readonly Statement[];
  /** The words of its values that are its own. */
  readonly slot: Slot;
  readonly reference: string;
  readonly ids: readonly string[];
}

const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Makes a hold, which returns its reference, and keeps its SQL; `known` are the ids that it did not make up. */
export async function recordHold(
  slot: Slot,
  known: readonly string[],
  hold: () => Promise<string>,
): Promise<RecordedHold> {
  let reference = '';
  const statements = await statementsOf(async () => (reference = await hold()));
  const ids = new Set(JSON.stringify(statements).match(uuid)).difference(new Set([...known, slot.tableId]));
  return { statements, slot, reference, ids: [...ids] };
}

/** Makes the same claim on another slot: the same statements, so the same locks and rows, with words of their own. */
export async function claimBySql(pool: pg.Pool, hold: RecordedHold | undefined, slot: Slot): Promise<void> {
  if (!hold) throw new Error('No hold was recorded');
  const statements = reworded(hold, slot);
  const client = await pool.connect();
  try {
    await send(client, statements);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function reworded({ statements, slot: before, reference, ids }: RecordedHold, slot: Slot): Statement[] {
  const words = new Map([
    [before.tableId, slot.tableId],
    [String(before.start), String(slot.start)],
    [String(endOf(before)), String(endOf(slot))],
    [reference, newId().slice(-reference.length)],
    // Its last byte says in which part of the outbox the event is.
    ...ids.map((id) => [id, newId().slice(0, -2) + id.slice(-2)] as const),
  ]);
  const any = new RegExp([...words.keys()].join('|'), 'g');
  const say = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(say);
    return typeof value === 'string' ? value.replaceAll(any, (word) => words.get(word) ?? word) : value;
  };
  return statements.map(({ text, values }) => ({ text, values: values.map(say) }));
}

const endOf = ({ start }: Slot) => start.add({ hours: 1 });
