import { networkOf, type Scope } from '@constellation/kit';
import { LRUCache } from 'lru-cache';
import type { Answer, Input, Output, TaskName } from './tasks.ts';
import { openThread, type Question } from './thread.ts';

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
  const asking = new Map<string, Promise<Remembered>>();
  const remembered = new LRUCache<string, Remembered>({
    maxSize: mostRemembered,
    sizeCalculation: ({ length }, key) => length + key.length,
  });
  const compute = async (question: Question, who: string): Promise<Remembered> => {
    const text = await thread.ask(question, who);
    await turn();
    const known = remembered.get(question.key);
    if (known) return known;
    const made = { answer: frozen(JSON.parse(text) as Answer), length: text.length };
    remembered.set(question.key, made);
    return made;
  };
  /** Who asks the same as somebody else asks in their own name, too: nobody waits in the lane of another. */
  const find = (question: Question, who: string): Promise<Remembered> | Remembered => {
    const known = remembered.get(question.key);
    if (known) return known;
    const name = `${who} ${question.key}`;
    return asking.getOrInsertComputed(name, () => compute(question, who).finally(() => asking.delete(name)));
  };
  return {
    for: (who) => ({
      async run<Name extends TaskName>(name: Name, input: Input<Name>) {
        const key = `${name} ${JSON.stringify(input)}`;
        const { answer } = await find({ name, input, key }, laneOf(who));
        await turn();
        const { [name]: output } = answer;
        if (output === undefined) throw new Error(`There is no answer for ${name}`);
        return output;
      },
    }),
  };
}

/** Who has not signed in is known by the network they come from. */
const laneOf = ({ principal, address }: Pick<Scope, 'principal' | 'address'>): string =>
  principal.kind === 'ANONYMOUS' ? `${principal.id} ${networkOf(address ?? '')}` : principal.id;

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
