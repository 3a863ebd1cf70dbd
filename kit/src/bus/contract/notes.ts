import type { Stored } from '../bus.ts';
import { numberOf } from './test-stream.ts';

/** What a consumer was given. */
export interface Notes {
  readonly seen: readonly number[];
  handle(stored: Stored): Promise<void>;
}

/** A handler that notes the numbers of the events it is given. */
export function notes(): Notes {
  const seen: number[] = [];
  return { seen, handle: async (stored) => void seen.push(numberOf(stored)) };
}

/** A handler that stays with its first event until it is let go. */
export function slowNotes(): Notes & { readonly begun: Promise<void>; letGo(): void } {
  const { seen, handle } = notes();
  const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  return {
    seen,
    begun: begun.promise,
    letGo: finish.resolve,
    handle: async (stored) => {
      begun.resolve();
      await finish.promise;
      await handle(stored);
    },
  };
}
