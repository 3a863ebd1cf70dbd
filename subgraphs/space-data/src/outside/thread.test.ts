import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { openThread, type ThreadOptions } from './thread.ts';

const question = { name: 'seasons', input: { year: 2026 } } as const;

/** A thread whose workers are there to look at. */
function watchedThread(limits?: Pick<ThreadOptions, 'idleMs' | 'mostOfOne' | 'mostWaiting' | 'patienceMs'>) {
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

  await Promise.all([thread.ask(question, 'ada'), thread.ask(question, 'ada')]);
  await thread.ask(question, 'ada');

  expect(thread.workers).toHaveLength(1);
});

test('a thread ends for want of questions, and the next question begins another', async () => {
  const thread = watchedThread({ idleMs: 1 });

  await thread.ask(question, 'ada');
  await Promise.all(thread.workers.map((worker) => once(worker, 'exit')));
  const answer = await thread.ask(question, 'ada');

  expect(answer).toContain('MARCH_EQUINOX');
  expect(thread.workers).toHaveLength(2);
});

test('whoever waits for a thread that breaks is told, and the next question begins another', async () => {
  const thread = watchedThread();

  const broken = thread.ask(question, 'ada');
  void thread.workers[0]?.terminate();

  await expect(broken).rejects.toThrow('has ended');
  expect(await thread.ask(question, 'ada')).toContain('MARCH_EQUINOX');
});

/** Long ones, of which two are on the thread at once. */
const eclipses = (year: number, years = 10) =>
  ({
    name: 'eclipses',
    input: { from: `${year}-01-01T00:00:00Z`, to: `${year + years}-01-01T00:00:00Z`, kind: undefined },
  }) as const;

const told = (answer: Promise<string>) => answer.then(() => 'ANSWERED').catch(({ code }) => code);

test('who asks for much holds up nobody who asks for little', async () => {
  const thread = watchedThread();
  const order: string[] = [];
  const much = Array.from({ length: 10 }, (_, index) =>
    thread.ask(eclipses(1900 + 10 * index), 'much').then(() => order.push('much')),
  );

  await thread.ask(question, 'little').then(() => order.push('little'));
  await Promise.all(much);

  expect(order.indexOf('little')).toBeLessThan(4);
  expect(order).toHaveLength(11);
});

test('whoever has too many waiting is told so at once, others are answered, and so are they later', async () => {
  const thread = watchedThread({ mostOfOne: 2 });
  const taken = Array.from({ length: 4 }, () => thread.ask(question, 'ada'));

  await expect(thread.ask(question, 'ada')).rejects.toMatchObject({ code: 'BUSY' });
  expect(await thread.ask(question, 'ben')).toContain('MARCH_EQUINOX');

  await Promise.all(taken);
  expect(await thread.ask(question, 'ada')).toContain('MARCH_EQUINOX');
});

test('where too many wait in all, whoever has none among them is let in all the same', async () => {
  const thread = watchedThread({ mostWaiting: 1 });
  const asked = ['ada', 'ada', 'ada', 'ada', 'ben', 'ben'].map((who) => told(thread.ask(question, who)));

  expect(await Promise.all(asked)).toEqual(['ANSWERED', 'ANSWERED', 'ANSWERED', 'BUSY', 'ANSWERED', 'BUSY']);
});

test('what has waited for longer than anybody listens is not computed', async () => {
  const thread = watchedThread({ patienceMs: 20 });
  const asked = [eclipses(1900, 40), eclipses(1940, 40), question, question];

  const answers = await Promise.all(asked.map((each) => told(thread.ask(each, 'ada'))));

  expect(answers).toEqual(['ANSWERED', 'ANSWERED', 'BUSY', 'BUSY']);
  expect(await thread.ask(question, 'ada')).toContain('MARCH_EQUINOX');
});
