import { Refusal } from '@constellation/kit/refusal';

/** Work that is done so many at once, first come, first served. */
export interface Turns {
  /** @throws Refusal BUSY, without doing the work, where as many as `mostWaiting` wait already. */
  take<Result>(work: () => Promise<Result>, mostWaiting?: number): Promise<Result>;
}

export function openTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else underWay -= 1;
  };
  return {
    async take(work, mostWaiting = Infinity) {
      if (underWay >= atOnce && waiting.length >= mostWaiting) {
        throw new Refusal('BUSY', 'Too many passwords wait to be tried; try again in a few seconds');
      }
      if (underWay >= atOnce) await new Promise<void>((resolve) => void waiting.push(resolve));
      else underWay += 1;
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
