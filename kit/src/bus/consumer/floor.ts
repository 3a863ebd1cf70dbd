import type { ConsumerName, ConsumerStore, SavedFloor } from './consumer-store.ts';

const saveEveryMs = 1_000;
const saveEveryEvents = 200;

/** The sequence up to which a consumer is through, written down from time to time: a crash repeats what came since. */
export interface Floor {
  current(): number;
  /** Takes over what is written down; what this process is through with itself stays so, in the same beginning. */
  resume(saved: SavedFloor): void;
  raise(sequence: number): void;
  /** Writes it down when it is time. */
  keep(): Promise<void>;
  /** Writes it down. */
  save(): Promise<void>;
}

export function openFloor(store: ConsumerStore, name: ConsumerName): Floor {
  let current = 0;
  let epoch = '';
  let saved = 0;
  let savedAt = 0;
  let unsaved = 0;

  const save = async () => {
    if (current === saved) return;
    const floor = current;
    await store.saveFloor(name, { floor, epoch });
    saved = floor;
    savedAt = performance.now();
    unsaved = 0;
  };

  return {
    current: () => current,
    resume: (written) => {
      saved = written.floor;
      current = written.epoch === epoch ? Math.max(current, saved) : saved;
      epoch = written.epoch;
    },
    raise: (sequence) => {
      current = sequence;
      unsaved += 1;
    },
    keep: async () => {
      if (unsaved >= saveEveryEvents || performance.now() - savedAt >= saveEveryMs) await save();
    },
    save,
  };
}
