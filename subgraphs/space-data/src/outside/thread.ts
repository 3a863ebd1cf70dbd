import { Worker } from 'node:worker_threads';
import { Refusal } from '@constellation/kit/refusal';
import type { Assignment, Result } from './computing-thread.ts';

/** A thread that works on one question after the other. */
export interface Thread {
  /** @throws Refusal BUSY where too many wait already; Error where the work fails, or the thread ends before it is done. */
  ask(question: Omit<Assignment, 'id'>): Promise<string>;
}

/** A thread that is asked nothing for so long ends; the next question begins another. */
const patienceMs = 60_000;

/** Some seconds of work: several queries of everything above a hundred venues. */
const most = 5_000;

export interface ThreadOptions {
  /** How long it may have nothing to do before it ends. */
  readonly idleMs?: number;
  /** How many questions may be without an answer. */
  readonly mostWaiting?: number;
  readonly begin?: () => Worker;
}

const beginWorker = () => new Worker(new URL('computing-thread.ts', import.meta.url));

/** Nothing runs before the first question, and nothing keeps the process alive while there is none. */
export function openThread({
  idleMs = patienceMs,
  mostWaiting = most,
  begin = beginWorker,
}: ThreadOptions = {}): Thread {
  let running: Thread | undefined;
  return {
    ask(question) {
      running ??= startThread(begin(), { idleMs, mostWaiting }, (ended) => {
        if (running === ended) running = undefined;
      });
      return running.ask(question);
    },
  };
}

type Waiting = Map<number, PromiseWithResolvers<string>>;

type Limits = Required<Omit<ThreadOptions, 'begin'>>;

function startThread(worker: Worker, { idleMs, mostWaiting }: Limits, onEnd: (ended: Thread) => void): Thread {
  const waiting: Waiting = new Map();
  let asked = 0;
  const end = (reason: unknown) => {
    onEnd(thread);
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  const idle = setTimeout(() => {
    if (waiting.size > 0) return;
    onEnd(thread);
    void worker.terminate();
  }, idleMs).unref();
  worker.on('message', (result: Result) => {
    settle(waiting, result);
    if (waiting.size > 0) return;
    worker.unref();
    idle.refresh();
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('The thread that computes has ended')));
  const thread: Thread = {
    async ask(question) {
      if (waiting.size >= mostWaiting)
        throw new Refusal('BUSY', 'Too much of the sky waits to be computed: try again soon');
      const id = (asked += 1);
      const answer = Promise.withResolvers<string>();
      waiting.set(id, answer);
      worker.ref();
      worker.postMessage({ id, ...question });
      return answer.promise;
    },
  };
  return thread;
}

function settle(waiting: Waiting, result: Result): void {
  const answer = waiting.get(result.id);
  waiting.delete(result.id);
  if ('text' in result) answer?.resolve(result.text);
  else answer?.reject(new Error(`Computing has failed: ${result.reason}`));
}
