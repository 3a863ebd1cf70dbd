import { firstRow, sql } from '@constellation/kit';
import type { OpenSources } from './open-sources.ts';

/** How many rows a table has. */
export async function rowsIn({ scope }: OpenSources, table: string): Promise<number | undefined> {
  return (await firstRow(scope().em, sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`))
    ?.count;
}
