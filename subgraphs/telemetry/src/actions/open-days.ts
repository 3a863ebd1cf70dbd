import { instant, type Scope } from '@constellation/kit';
import { openPartitions } from '../data/days.queries.ts';

/** Days that are opened ahead, so that midnight finds its own. */
const daysAhead = 2;

/** Sees to it that there is a partition for the day before, as devices are late, for this day, and for those to come. */
export const openDays = ({ em }: Pick<Scope, 'em'>): Promise<void> =>
  em.transactional(async (tx) => {
    const today = (await instant(tx)).toZonedDateTimeISO('UTC').toPlainDate();
    await openPartitions(
      tx,
      Array.from({ length: daysAhead + 2 }, (_, index) => today.add({ days: index - 1 })),
    );
  });
