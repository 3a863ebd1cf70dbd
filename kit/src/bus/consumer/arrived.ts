import type { BatchOptions, Stored } from '../bus.ts';

/** Events that have come in and are to be worked off. */
export interface Arrived {
  isEmpty(): boolean;
  /** Whether they are enough for a whole batch, by their weight or by their bytes. */
  isBatch(): boolean;
  add(stored: Stored): void;
  /** Takes the first ones off, as many as one batch may weigh and hold. */
  takeBatch(): readonly Stored[];
}

/** A batch has so many bytes at most, unless it is a single event: what weighs little may be long. */
const mostBytes = 8 * 1024 * 1024;

export function openArrived({ most, weigh = () => 1 }: Pick<BatchOptions, 'most' | 'weigh'>): Arrived {
  const arrived: Stored[] = [];
  let weight = 0;
  let bytes = 0;
  return {
    isEmpty: () => arrived.length === 0,
    isBatch: () => weight >= most || bytes >= mostBytes,
    add: (stored) => {
      arrived.push(stored);
      weight += weigh(stored);
      bytes += stored.bytes;
    },
    takeBatch: () => {
      let taken = 0;
      let takenWeight = 0;
      let takenBytes = 0;
      for (const stored of arrived) {
        const itsWeight = weigh(stored);
        const isTooMuch = takenWeight + itsWeight > most || takenBytes + stored.bytes > mostBytes;
        if (taken > 0 && isTooMuch) break;
        taken += 1;
        takenWeight += itsWeight;
        takenBytes += stored.bytes;
      }
      weight -= takenWeight;
      bytes -= takenBytes;
      return arrived.splice(0, taken);
    },
  };
}
