import type { EntityManager, Scope } from '@constellation/kit';
import { dropPartition, partitionsBefore } from '../data/days.queries.ts';
import { isAnyDirtyBefore } from '../data/dirty-minutes.queries.ts';
import { readRetention } from '../data/retention.queries.ts';
import { firstKeptDay } from '../domain/retention.ts';

/** How late a day may be dropped before the log says so. */
const overdueHours = 1;

/**
 * Drops the readings of days that are wholly older than readings are kept, once all of them are rolled up. A day that is
 * busy stays until the next time; one that should have gone more than an hour ago is told of in the log.
 */
export async function dropDays({ em, log }: Pick<Scope, 'em' | 'log'>): Promise<void> {
  const { now, keptDays } = await readRetention(em);
  const firstInTime = firstKeptDay(now.subtract({ hours: overdueHours }), keptDays);
  for (const date of await partitionsBefore(em, firstKeptDay(now, keptDays))) {
    const day = date.toString();
    const obstacle = await drop(em, date);
    if (obstacle === undefined) {
      log.info({ day }, 'readings dropped');
      continue;
    }
    if (Temporal.PlainDate.compare(date, firstInTime) < 0) log.warn({ day, obstacle }, 'old readings are still there');
    return;
  }
}

/** Answers what kept it from being dropped. */
async function drop(em: EntityManager, date: Temporal.PlainDate): Promise<string | undefined> {
  if (await isAnyDirtyBefore(em, date.add({ days: 1 }))) return 'minutes wait to be rolled up';
  return (await dropPartition(em, date)) ? undefined : 'the table is busy';
}
