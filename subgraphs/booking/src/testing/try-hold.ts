import { Refusal } from '@constellation/kit';
import { holdTable, type HoldTableInput } from '../actions/hold-table.ts';
import type { OpenBookings } from './open-bookings.ts';

/** What would become of a hold at the moment: the tables it would get, or why it is refused. Nothing remains of it. */
export async function tryHold({ scope }: OpenBookings, input: HoldTableInput): Promise<string> {
  const asking = scope();
  try {
    return await asking.em.transactional(async (em) => {
      const { tableIds } = await holdTable({ ...asking, em }, { input });
      throw new TakenBack(tableIds);
    });
  } catch (error) {
    if (error instanceof TakenBack) return held(error.tableIds);
    if (error instanceof Refusal) return refused(error.code, error.details?.['tableIds']);
    throw error;
  }
}

/** Words for a hold that gets these tables. */
export const held = (tableIds: readonly string[]): string => `HELD ${tableIds.join(' ')}`;

/** Words for a hold that is refused, for these tables. */
export const refused = (code: string, tableIds: unknown = []): string => [code, ...[tableIds].flat()].join(' ');

/** Undoes what succeeded. */
class TakenBack extends Error {
  readonly tableIds: readonly string[];
  constructor(tableIds: readonly string[]) {
    super('It was only an attempt');
    this.tableIds = tableIds;
  }
}
