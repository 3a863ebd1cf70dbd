import { Worker } from 'node:worker_threads';
import { Refusal } from '@constellation/kit/refusal';
import type { Assignment, Result } from './computing-thread.ts';
import { type Lanes, openLanes } from './lanes.ts';

/** A thread that works on one question after the other, of everybody who asks one by turns. */
export interface Thread {
  /**
   * @throws Refusal BUSY where too many of theirs wait already, or theirs has waited for longer than anybody listens; Error
   * where the work fails, or the thread ends before it is done.
   */
  ask(question: Omit<Assignment, 'id'>, who: string): Promise<string>;
}

export interface ThreadOptions {
  /** How long it may have nothing to do before it ends; the next question begins another. */
  readonly idleMs?: number;
  /** How many questions of one who asks may wait: a query of everything above a hundred venues, several times. */
  readonly mostOfOne?: number;
  /** How many may wait in all; who has none among them may always ask. */
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

/** A question, and who is told what came of it. */
interface Waiting extends PromiseWithResolvers<string> {
  readonly question: Omit<Assignment, 'id'>;
  readonly sinceMs: number;
}

/** So many are on the thread at once, that it need not wait for the next. */
const mostUnderWay = 2;

function startThread(worker: Worker, limits: Limits, onEnd: (ended: Thread) => void): Thread {
  const waiting = openLanes<Waiting>();
  const underWay = new Map<number, Waiting>();
  let asked = 0;
  const end = (reason: unknown) => {
    onEnd(thread);
    for (const { reject } of [...underWay.values(), ...emptied(waiting)]) reject(reason);
    underWay.clear();
  };
  const idle = setTimeout(() => {
    if (underWay.size > 0) return;
    onEnd(thread);
    void worker.terminate();
  }, limits.idleMs).unref();
  const goOn = () => {
    while (underWay.size < mostUnderWay) {
      const next = nextOf(waiting, limits);
      if (!next) return;
      const id = (asked += 1);
      underWay.set(id, next);
      worker.postMessage({ id, ...next.question });
    }
  };
  worker.on('message', (result: Result) => {
    settle(underWay, result);
    goOn();
    if (underWay.size > 0) return;
    worker.unref();
    idle.refresh();
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('The thread that computes has ended')));
  const thread: Thread = {
    async ask(question, who) {
      if (isFull(waiting, who, limits)) throw busy();
      const answer = { ...Promise.withResolvers<string>(), question, sinceMs: performance.now() };
      waiting.add(who, answer);
      worker.ref();
      goOn();
      return answer.promise;
    },
  };
  return thread;
}

const busy = () => new Refusal('BUSY', 'Too much of the sky waits to be computed: try again soon');

/** Whoever asks for much is refused first. */
function isFull(waiting: Lanes<Waiting>, who: string, { mostOfOne, mostWaiting }: Limits): boolean {
  const own = waiting.lengthOf(who);
  return own >= mostOfOne || (own > 0 && waiting.length >= mostWaiting);
}

/** The next that somebody still listens for. */
function nextOf(waiting: Lanes<Waiting>, { patienceMs }: Limits): Waiting | undefined {
  const oldestMs = performance.now() - patienceMs;
  for (let next = waiting.next(); next; next = waiting.next()) {
    if (next.sinceMs >= oldestMs) return next;
    next.reject(busy());
  }
  return undefined;
}

const emptied = (waiting: Lanes<Waiting>) =>
  Array.from({ length: waiting.length }, () => waiting.next()).filter((each) => each !== undefined);

function settle(underWay: Map<number, Waiting>, result: Result): void {
  const answer = underWay.get(result.id);
  underWay.delete(result.id);
  if ('text' in result) answer?.resolve(result.text);
  else answer?.reject(new Error(`Computing has failed: ${result.reason}`));
}
