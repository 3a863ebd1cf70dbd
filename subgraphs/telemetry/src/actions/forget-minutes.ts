import type { Scope } from '@constellation/kit';
import { deleteOldMinutes } from '../data/retention.queries.ts';
import { minutesKeptDays } from '../domain/retention.ts';

const chunk = 10_000;

/** Deletes rollups of minutes that have been kept long enough; answers true when there are more. */
export const forgetMinutes = async ({ em }: Pick<Scope, 'em'>): Promise<boolean> =>
  (await deleteOldMinutes(em, minutesKeptDays, chunk)) === chunk;
