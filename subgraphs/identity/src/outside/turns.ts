/** Work that is done so many at once, first come, first served. */
export interface Turns {
  take<Result>(work: () => Promise<Result>): Promise<Result>;
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
    async take(work) {
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
