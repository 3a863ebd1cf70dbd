import type { EntityManager, Scope } from '@constellation/kit';
import { type Batch, giveUp, halve, oldestBatches } from '../data/dirty-minutes.queries.ts';
import { isAlone, isOfReadings, rollUpDays, rollUpHours, takeMinutes } from '../data/rollups.queries.ts';

/** So much is done in one transaction: enough to be fast, little enough to end soon. */
const most = { batches: 500, minutes: 5_000 };

interface Means extends Pick<Scope, 'em' | 'log'> {
  /** Is told of each minute that is given up. */
  readonly tellGivenUp?: () => void;
}

/**
 * Computes minutes that have changed anew from readings, and from them their hours and days; answers true when there is
 * more to do. It is one transaction: whoever dies in it leaves all as it was. What comes in meanwhile stays in the queue.
 * A minute that can never be computed is given up and told of in the log, and holds up no other.
 */
export const rollUp = ({ em, ...means }: Means): Promise<boolean> =>
  em.transactional(async (tx) => {
    if (!(await isAlone(tx))) return false;
    const batches = await oldestBatches(tx, most);
    if (batches.length === 0) return false;
    const isAllDone = await rollUpBatches({ em: tx, ...means }, batches);
    const minutes = batches.reduce((sum, batch) => sum + batch.minutes, 0);
    return !isAllDone || batches.length === most.batches || minutes >= most.minutes;
  });

/** Each half alone where they fail together; answers false when a batch that failed alone went back in parts. */
async function rollUpBatches({ em, ...means }: Means, batches: readonly Batch[]): Promise<boolean> {
  try {
    await em.transactional((tx) => rollUpTogether(tx, batches));
    return true;
  } catch (error) {
    if (!isOfReadings(error)) throw error;
    const [batch, ...others] = batches;
    if (!batch) throw error;
    if (others.length > 0) {
      const half = Math.ceil(batches.length / 2);
      const isFirstDone = await rollUpBatches({ em, ...means }, batches.slice(0, half));
      return (await rollUpBatches({ em, ...means }, batches.slice(half))) && isFirstDone;
    }
    if (batch.minutes > 1) {
      await halve(em, batch);
      return false;
    }
    means.log.error({ ...(await giveUp(em, batch)), err: error }, 'a minute cannot be rolled up');
    means.tellGivenUp?.();
    return true;
  }
}

const rollUpTogether = async (tx: EntityManager, batches: readonly Batch[]): Promise<void> =>
  rollUpDays(tx, await rollUpHours(tx, await takeMinutes(tx, batches)));
