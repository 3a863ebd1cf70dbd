import { Worker } from 'node:worker_threads';
import { Refusal } from '@constellation/kit/refusal';
import type { Assignment, Result } from './computing-thread.ts';
import { type Lanes, openLanes } from './lanes.ts';

/** What is to be computed; questions with the same key have the same answer. */
export interface Question extends Omit<Assignment, 'id'> {
  readonly key: string;
}

/** A thread that works on one question after the other, of everybody who asks by turns. */
export interface Thread {
  /**
   * @throws Refusal BUSY where too many of theirs wait already, or theirs has waited for longer than anybody listens; Error
   * where the work fails, or the thread ends before it is done.
   */
  ask(question: Question, who: string): Promise<string>;
}

export interface ThreadOptions {
  /** How long it may have nothing to do before it ends; the next question begins another. */
  readonly idleMs?: number;
  /** How many questions of one who asks may wait: a query of everything above a hundred venues, several times. */
  readonly mostOfOne?: number;
  /** How many may wait in all; who has none among them may ask until they are twice as many. */
  readonly mostWaiting?: number;
  /** How long a question may wait for its turn: whoever asked for it has been told by then that it takes too long. */
  readonly patienceMs?: number;
  readonly begin?: () => Worker;
}

type Limits = Required<Omit<ThreadOptions, 'begin'>>;

const usual: Limits = { idleMs: 60_000, mostOfOne: 5_000, mostWaiting: 20_000, patienceMs: 15_000 };

const beginWorker = () => new Worker(new URL('computing-thread.ts', import.meta.url));

/** Nothing runs before the first question, and nothing keeps the process alive while there is none. */
export function openThread({ begin = beginWorker, ...given }: ThreadOptions = {}): Thread {
  const limits = { ...usual, ...given };
  let running: Thread | undefined;
  return {
    ask(question, who) {
      running ??= startThread(begin(), limits, (ended) => {
        if (running === ended) running = undefined;
      });
      return running.ask(question, who);
    },
  };
}

/** So many are on the thread at once, that it need not wait for the next. */
const mostUnderWay = 2;

function startThread(worker: Worker, limits: Limits, onEnd: (ended: Thread) => void): Thread {
  const agenda = openAgenda(limits);
  const underWay = new Map<number, Waiting>();
  let asked = 0;
  const end = (reason: unknown) => {
    onEnd(thread);
    agenda.rejectAll(reason);
    underWay.clear();
  };
  const idle = setTimeout(() => {
    if (underWay.size > 0) return;
    onEnd(thread);
    void worker.terminate();
  }, limits.idleMs).unref();
  const goOn = () => {
    while (underWay.size < mostUnderWay) {
      const next = agenda.next();
      if (!next) return;
      const id = (asked += 1);
      underWay.set(id, next);
      const { name, input } = next.question;
      worker.postMessage({ id, name, input });
    }
  };
  worker.on('message', (result: Result) => {
    const done = underWay.get(result.id);
    underWay.delete(result.id);
    if (done) agenda.settle(done, result);
    goOn();
    if (underWay.size > 0) return;
    worker.unref();
    idle.refresh();
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('The thread that computes has ended')));
  const thread: Thread = {
    async ask(question, who) {
      const answer = agenda.add(question, who);
      worker.ref();
      goOn();
      return answer;
    },
  };
  return thread;
}

/** A question in the lane of who asked it, who is told what came of it. */
interface Waiting extends PromiseWithResolvers<string> {
  readonly question: Question;
  readonly who: string;
  readonly sinceMs: number;
}

/** Questions that have no answer yet. The same ones of others stand in the lanes of the others, and are answered together. */
interface Agenda {
  add(question: Question, who: string): Promise<string>;
  /** The next that somebody listens for and that nobody works on. */
  next(): Waiting | undefined;
  settle(done: Waiting, result: Result): void;
  rejectAll(reason: unknown): void;
}

function openAgenda(limits: Limits): Agenda {
  const lanes = openLanes<Waiting>();
  const alike = new Map<string, Set<Waiting>>();
  const begun = new Set<string>();
  const isLate = ({ sinceMs }: Waiting) => performance.now() - sinceMs > limits.patienceMs;
  return {
    async add(question, who) {
      if (isFull(lanes, who, limits)) throw busy();
      const waiting = { ...Promise.withResolvers<string>(), question, who, sinceMs: performance.now() };
      lanes.add(who, waiting);
      alike.getOrInsertComputed(question.key, () => new Set()).add(waiting);
      return waiting.promise;
    },
    next() {
      for (let next = lanes.next(); next; next = lanes.next()) {
        const { key } = next.question;
        const same = alike.get(key);
        if (begun.has(key) || !same?.has(next)) continue;
        if (!isLate(next)) {
          begun.add(key);
          return next;
        }
        same.delete(next);
        if (same.size === 0) alike.delete(key);
        next.reject(busy());
      }
      return undefined;
    },
    settle({ question: { key }, who }, result) {
      const same = alike.get(key) ?? [];
      alike.delete(key);
      begun.delete(key);
      lanes.charge(who, result.tookMs);
      for (const each of same) tell(each, result);
    },
    rejectAll(reason) {
      for (const same of alike.values()) for (const { reject } of same) reject(reason);
      alike.clear();
    },
  };
}

const busy = () => new Refusal('BUSY', 'Too much of the sky waits to be computed: try again soon');

/** Whoever asks for much is refused first. */
function isFull(waiting: Lanes<Waiting>, who: string, { mostOfOne, mostWaiting }: Limits): boolean {
  const own = waiting.lengthOf(who);
  return own >= mostOfOne || waiting.length >= (own > 0 ? mostWaiting : 2 * mostWaiting);
}

function tell({ resolve, reject }: Waiting, result: Result): void {
  if ('text' in result) resolve(result.text);
  else reject(new Error(`Computing has failed: ${result.reason}`));
}
