import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { openThread, type ThreadOptions } from './thread.ts';

const question = { name: 'seasons', input: { year: 2026 } } as const;

/** A thread whose workers are there to look at. */
function watchedThread(limits?: Pick<ThreadOptions, 'idleMs' | 'mostWaiting'>) {
  const workers: Worker[] = [];
  const begin = () => {
    const worker = new Worker(new URL('computing-thread.ts', import.meta.url));
    workers.push(worker);
    return worker;
  };
  return { workers, ...openThread({ ...limits, begin }) };
}

test('nothing runs before the first question, and one thread answers the next ones too', async () => {
  const thread = watchedThread();
  expect(thread.workers).toEqual([]);

  await Promise.all([thread.ask(question), thread.ask(question)]);
  await thread.ask(question);

  expect(thread.workers).toHaveLength(1);
});

test('a thread ends for want of questions, and the next question begins another', async () => {
  const thread = watchedThread({ idleMs: 1 });

  await thread.ask(question);
  await Promise.all(thread.workers.map((worker) => once(worker, 'exit')));
  const answer = await thread.ask(question);

  expect(answer).toContain('MARCH_EQUINOX');
  expect(thread.workers).toHaveLength(2);
});

test('whoever waits for a thread that breaks is told, and the next question begins another', async () => {
  const thread = watchedThread();

  const broken = thread.ask(question);
  void thread.workers[0]?.terminate();

  await expect(broken).rejects.toThrow('has ended');
  expect(await thread.ask(question)).toContain('MARCH_EQUINOX');
});

test('whoever asks while too many wait is told so at once, and later is answered', async () => {
  const thread = watchedThread({ mostWaiting: 2 });
  const waiting = [thread.ask(question), thread.ask(question)];

  await expect(thread.ask(question)).rejects.toMatchObject({ code: 'BUSY' });

  await Promise.all(waiting);
  expect(await thread.ask(question)).toContain('MARCH_EQUINOX');
});
