import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { openThread, type Question, type ThreadOptions } from './thread.ts';

/** No two of one year are asked for twice at once. */
const seasons = (year = 2026) => ({ name: 'seasons', input: { year }, key: `seasons ${year}` }) as const;
const question = seasons();

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
    key: `eclipses ${year} ${years}`,
  }) as const;

const told = (answer: Promise<string>) => answer.then(() => 'ANSWERED').catch(({ code }) => code);

/** Whose answers came after which others, where somebody has asked for much before. */
async function orderAfterMuch(asked: readonly (readonly [question: Question, who: string])[]): Promise<string[]> {
  const thread = watchedThread();
  const order: string[] = [];
  const ask = (each: Question, who: string) => thread.ask(each, who).then(() => order.push(who));
  const much = Array.from({ length: 10 }, (_, index) => ask(eclipses(1900 + 10 * index), 'much'));
  await Promise.all([...much, ...asked.map((each) => ask(...each))]);
  return order;
}

test('who asks for much holds up nobody who asks for little', async () => {
  const order = await orderAfterMuch([[question, 'little']]);

  expect(order.indexOf('little')).toBeLessThan(4);
  expect(order).toHaveLength(11);
});

test('nor who asks the same as somebody who asks for much, and one answer does for both', async () => {
  const order = await orderAfterMuch([
    [question, 'much'],
    [question, 'little'],
  ]);

  expect(order.indexOf('little')).toBeLessThan(5);
  expect(order[order.indexOf('little') - 1]).toBe('much');
  expect(order).toHaveLength(12);
});

test('whoever has too many waiting is told so at once, others are answered, and so are they later', async () => {
  const thread = watchedThread({ mostOfOne: 2 });
  const taken = [1, 2, 3, 4].map((year) => thread.ask(seasons(year), 'ada'));

  await expect(thread.ask(seasons(5), 'ada')).rejects.toMatchObject({ code: 'BUSY' });
  expect(await thread.ask(seasons(6), 'ben')).toContain('MARCH_EQUINOX');

  await Promise.all(taken);
  expect(await thread.ask(seasons(5), 'ada')).toContain('MARCH_EQUINOX');
});

test('where too many wait in all, whoever has none among them is let in, until they are twice as many', async () => {
  const thread = watchedThread({ mostWaiting: 1 });
  const asked = ['ada', 'ada', 'ada', 'ada', 'ben', 'ben', 'carol'].map((who, year) =>
    told(thread.ask(seasons(year + 1), who)),
  );

  expect(await Promise.all(asked)).toEqual(['ANSWERED', 'ANSWERED', 'ANSWERED', 'BUSY', 'ANSWERED', 'BUSY', 'BUSY']);
});

test('what has waited for longer than anybody listens is not computed', async () => {
  const thread = watchedThread({ patienceMs: 20 });
  const asked = [eclipses(1900, 40), eclipses(1940, 40), seasons(1), seasons(2)];

  const answers = await Promise.all(asked.map((each) => told(thread.ask(each, 'ada'))));

  expect(answers).toEqual(['ANSWERED', 'ANSWERED', 'BUSY', 'BUSY']);
  expect(await thread.ask(seasons(1), 'ada')).toContain('MARCH_EQUINOX');
});
