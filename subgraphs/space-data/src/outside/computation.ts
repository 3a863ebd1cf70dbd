import type { Scope } from '@constellation/kit';
import { LRUCache } from 'lru-cache';
import type { Answer, Input, Output, TaskName } from './tasks.ts';
import { openThread } from './thread.ts';

/** What takes longer than a request may hold up the others: it is computed on a thread of its own, for all who ask by turns. */
export interface Computing {
  for(who: Pick<Scope, 'principal' | 'address'>): Computation;
}

/** What computes for somebody. */
export interface Computation {
  /** Does a piece of work, or remembers what came of it. The answer is frozen: others get it too. */
  run<Name extends TaskName>(name: Name, input: Input<Name>): Promise<Output<Name>>;
}

/** How much of what was computed is remembered, in characters of JSON: some ten thousand searches. */
const mostRemembered = 32_000_000;

/** What was computed, and how long its JSON is. */
interface Remembered {
  readonly answer: Answer;
  readonly length: number;
}

/**
 * Opens what computes. Equal questions are one piece of work. Answers are read and handed out one per turn of the event loop,
 * so that a hundred of them at once do not hold up everything else.
 */
export function openComputing(thread = openThread()): Computing {
  const turn = openTurns();
  const remembered = new LRUCache<string, Remembered, Parameters<typeof thread.ask>>({
    maxSize: mostRemembered,
    sizeCalculation: ({ length }, key) => length + key.length,
    fetchMethod: async (_key, _stale, { context }) => {
      const text = await thread.ask(...context);
      await turn();
      return { answer: frozen(JSON.parse(text) as Answer), length: text.length };
    },
  });
  return {
    for: (who) => ({
      async run<Name extends TaskName>(name: Name, input: Input<Name>) {
        const { answer } = await remembered.forceFetch(`${name} ${JSON.stringify(input)}`, {
          context: [{ name, input }, laneOf(who)],
        });
        await turn();
        const { [name]: output } = answer;
        if (output === undefined) throw new Error(`There is no answer for ${name}`);
        return output;
      },
    }),
  };
}

/** Who has not signed in is known by where they come from. */
const laneOf = ({ principal, address }: Pick<Scope, 'principal' | 'address'>): string =>
  principal.kind === 'ANONYMOUS' ? `${principal.id} ${address ?? ''}` : principal.id;

/** The same, unchangeable through and through. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** Resolves for whoever waits, one per turn of the event loop. */
function openTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
