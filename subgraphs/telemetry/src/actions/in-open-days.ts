import type { EntityManager } from '@constellation/kit';
import { isDayMissing, openPartitions } from '../data/days.queries.ts';
import { type Microseconds, textOf } from '../domain/moment.ts';

/** There is no partition for some of these days. */
class DaysMissing extends Error {
  readonly dates: readonly Temporal.PlainDate[];

  constructor(dates: readonly Temporal.PlainDate[], cause: unknown) {
    super('There is no partition for a day', { cause });
    this.name = 'DaysMissing';
    this.dates = dates;
  }
}

/** Says of a failed writing of readings which days they were of, where one of them is missing: rejects with what it is given. */
export const ofDays =
  (readings: readonly { readonly time: Microseconds }[]) =>
  (error: unknown): never => {
    throw isDayMissing(error) ? new DaysMissing(daysOf(readings), error) : error;
  };

/**
 * Does something that stores readings. Where there is no partition for one of their days, as they are late or nobody was there
 * at midnight, it makes them and does so once more.
 */
export async function inOpenDays<Result>(em: EntityManager, store: () => Promise<Result>): Promise<Result> {
  try {
    return await store();
  } catch (error) {
    if (!(error instanceof DaysMissing)) throw error;
    await em.transactional((tx) => openPartitions(tx, error.dates));
    return store();
  }
}

const daysOf = (readings: readonly { readonly time: Microseconds }[]): Temporal.PlainDate[] =>
  [...new Set(readings.map(({ time }) => textOf(time).slice(0, 'YYYY-MM-DD'.length)))].map((day) =>
    Temporal.PlainDate.from(day),
  );
