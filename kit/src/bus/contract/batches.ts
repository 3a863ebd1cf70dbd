import { deadLetter, parseEvent, streams } from '@constellation/schema';
import { expect, test } from 'vitest';
import type { Bus, Stored } from '../bus.ts';
import type { Harness } from './harness.ts';
import { declared, numberOf, numbersIn, numbersUpTo, publish } from './test-stream.ts';

/** A handler that notes its batches, once it has let pass what must not. */
const noting = (noted: number[][], check: (numbers: readonly number[]) => void = () => {}) => ({
  handleAll: async (batch: readonly Stored[]) => {
    const numbers = batch.map(numberOf);
    check(numbers);
    noted.push(numbers);
  },
});

const refusing = (number: number) => (numbers: readonly number[]) => {
  if (numbers.includes(number)) throw new Error('poison');
};

/** Working off several events at a time. */
export function batches({ open }: Harness): void {
  test('a batch has what is there, in order and up to its weight', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await publish(bus, stream, 1, 300);
    const seen: number[][] = [];

    const weigh = (stored: Stored) => (numberOf(stored) === 300 ? 500 : 1);
    await using _consumer = bus.consumeBatches(stream.name, { durable: 'all', most: 120, weigh, ...noting(seen) });
    await expect.poll(() => seen.flat()).toEqual(numbersUpTo(300));
    await publish(bus, stream, 301, 310);

    await expect.poll(() => seen.flat()).toEqual(numbersUpTo(310));
    expect(seen.length).toBeLessThan(100);
    expect(Math.max(...seen.map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(seen).toContainEqual([300]);
  });

  test('of a batch that fails the poisonous event alone is given up, after its attempts', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await bus.declare(streams);
    const seen: number[][] = [];
    const attempts: [number, string][] = [];
    const observer = {
      attempted: (stored: Stored, outcome: string) => void attempts.push([numberOf(stored), outcome]),
      reached: () => {},
    };
    await publish(bus, stream, 1, 20);

    const options = { durable: 'bisecting', most: 20, retryDelaysMs: [10], observer, ...noting(seen, refusing(13)) };
    await using _consumer = bus.consumeBatches(stream.name, options);
    await expect.poll(() => attempts).toHaveLength(21);
    const letter = await bus.last('DEAD_LETTERS', `dead.${stream.name}.bisecting`);

    expect(seen.flat()).toEqual(numbersUpTo(20).filter((number) => number !== 13));
    expect(letter).toMatchObject({ event: { data: { attempts: 2 } } });
    expect(attempts.filter(([number]) => number === 13)).toEqual([
      [13, 'failed'],
      [13, 'dead'],
    ]);
  });
}

/** Who works on, and what becomes of what is done. */
export function batchesInTime({ open }: Harness): void {
  test('while there is an outage everything waits in its order, however long it lasts', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const seen: number[][] = [];
    let outages = 0;
    const check = (numbers: readonly number[]) => {
      outages += 1;
      if (numbers.includes(1) && outages < 5) throw new Error('away');
    };
    await publish(bus, stream, 1, 5);

    const options = { durable: 'waiting', most: 3, retryDelaysMs: [], isOutage: () => true, ...noting(seen, check) };
    await using _consumer = bus.consumeBatches(stream.name, options);

    await expect.poll(() => seen.flat()).toEqual(numbersUpTo(5));
    expect(outages).toBeGreaterThanOrEqual(5);
  });

  test('another process goes on behind the last batch when the one that has the consumer goes', async () => {
    await using bus = await open();
    const other = await open();
    const stream = await declared(bus);
    const seen: number[][] = [];
    const options = { durable: 'shared', most: 7, ...noting(seen) };
    other.consumeBatches(stream.name, options);
    await publish(bus, stream, 1, 20);
    await expect.poll(() => seen.flat()).toHaveLength(20);
    await using _heir = bus.consumeBatches(stream.name, options);

    await other[Symbol.asyncDispose]();
    await publish(bus, stream, 21, 40);

    await expect.poll(() => seen.flat()).toEqual(numbersUpTo(40));
  });

  test('what is done with is forgotten, what was given up stays until it is done with after all', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await bus.declare(streams);
    const seen: number[][] = [];
    let isMended = false;
    const handler = noting(seen, (numbers) => isMended || refusing(2)(numbers));
    await publish(bus, stream, 1, 9);

    const options = { durable: 'forgetting', most: 5, retryDelaysMs: [], forgets: true, ...handler };
    const consumer = bus.consumeBatches(stream.name, options);
    await expect.poll(() => seen.flat()).toHaveLength(8);
    await consumer[Symbol.asyncDispose]();
    const left = await numbersIn(bus, stream);
    isMended = true;
    await bus.retry(await givenUp(bus, stream.name, 'forgetting'));
    const again = bus.consumeBatches(stream.name, options);
    await expect.poll(() => seen.flat()).toContain(2);
    await again[Symbol.asyncDispose]();

    expect(left).toEqual([2]);
    expect(await numbersIn(bus, stream)).toEqual([]);
  });
}

async function givenUp(bus: Bus, stream: string, durable: string) {
  const letter = await bus.last('DEAD_LETTERS', `dead.${stream}.${durable}`);
  if (!letter) throw new Error('Nothing was given up');
  const { sequence, eventId } = parseEvent(deadLetter, letter.event).data;
  return { stream, durable, sequence, eventId };
}
