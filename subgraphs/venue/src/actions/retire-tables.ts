import { type EntityManager, instant } from '@constellation/kit';
import type { Table } from '../data/table.entity.ts';
import { dropCombinations } from '../data/table.queries.ts';
import { bookingsToCome } from '../data/upcoming-bookings.queries.ts';
import { stillBooked } from '../domain/upcoming-bookings.ts';

interface RetirementOptions {
  readonly venueId: string;
  /** Retires tables even if they are booked. */
  readonly force: boolean;
  /** The way to what would retire these tables. */
  path(tableIds: readonly string[]): readonly string[];
}

/**
 * Takes tables of a locked room out of use, and the combinations with them. What is booked meanwhile is not seen: the
 * booking subgraph flags it when it hears of the retirement.
 * @throws Refusal HAS_FUTURE_BOOKINGS
 */
export async function retireTables(
  tx: EntityManager,
  tables: readonly Table[],
  { venueId, force, path }: RetirementOptions,
): Promise<void> {
  if (tables.length === 0) return;
  const ids = tables.map(({ id }) => id);
  const booked = force ? undefined : await bookingsToCome(tx, venueId, ids);
  if (booked) throw stillBooked(booked, path(booked.tableIds));
  const retiredAt = await instant(tx);
  for (const table of tables) Object.assign(table, { retiredAt });
  await dropCombinations(tx, ids);
}
