import { type EntityManager, parseInstant, rows, sql } from '@constellation/kit';
import type { Status } from '../domain/lifecycle.ts';

/** One step of a booking's life; `version` is the booking's after it. */
export interface Transition {
  readonly bookingId: string;
  readonly version: number;
  readonly from: Status | null;
  readonly to: Status;
  readonly at: Temporal.Instant;
  /** A code such as HOLD_LAPSED, or the words given with the change. */
  readonly reason: string | null;
  /** Kind and id of who did it. */
  readonly actor: string | null;
}

/** The steps of several bookings, each booking's in order. */
export async function transitionsOf(em: EntityManager, bookingIds: readonly string[]): Promise<Transition[]> {
  const found = await rows(
    em,
    sql<Omit<Transition, 'at'> & { at: string }>`
      select booking_id as "bookingId", version, from_status as "from", to_status as "to", at, reason, actor
      from booking_transitions where booking_id = any(${bookingIds}::uuid[]) order by booking_id, version`,
  );
  return found.map((row) => ({ ...row, at: parseInstant(row.at) }));
}
