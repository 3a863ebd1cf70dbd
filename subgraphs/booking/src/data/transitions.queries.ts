import { type EntityManager, parseInstant, rows, sql } from '@constellation/kit';
import type { Status } from '../domain/lifecycle.ts';

/** One step of a booking's life; `version` is the booking's after it. */
export interface Transition {
  readonly bookingId: string;
  readonly version: number;
  readonly from: Status | null;
  readonly to: Status;
  readonly at: Temporal.Instant;
  /** A code such as HOLD_LAPSED. */
  readonly reason: string | null;
  /** What whoever did it wrote. */
  readonly words: string | null;
  /** Kind and id of who did it. */
  readonly actor: string | null;
}

/** The steps of several bookings, each booking's in order. */
export async function transitionsOf(em: EntityManager, bookingIds: readonly string[]): Promise<Transition[]> {
  const found = await rows(
    em,
    sql<Omit<Transition, 'at'> & { at: string }>`
      select booking_id as "bookingId", version, from_status as "from", to_status as "to", at, reason, words, actor
      from booking_transitions where booking_id = any(${bookingIds}::uuid[]) order by booking_id, version`,
  );
  return found.map((row) => ({ ...row, at: parseInstant(row.at) }));
}

/** When a booking's party took its seats; undefined for one that did not. */
export const seatedAt = async (em: EntityManager, bookingId: string): Promise<Temporal.Instant | undefined> =>
  (await transitionsOf(em, [bookingId])).find(({ to }) => to === 'SEATED')?.at;
