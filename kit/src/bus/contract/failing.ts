import { streams } from '@constellation/schema';
import { expect, test } from 'vitest';
import type { Stored } from '../bus.ts';
import type { Harness } from './harness.ts';
import { declared, numberOf, publish } from './test-stream.ts';

/** What happens to events that fail. */
export function failing({ open }: Harness): void {
  test('an event that fails is tried again while those behind it go on', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const done: number[] = [];
    const handle = async (stored: Stored) => {
      if (numberOf(stored) === 2 && !done.includes(5)) throw new Error('not before 5');
      done.push(numberOf(stored));
    };

    const retryDelaysMs = Array<number>(100).fill(20);
    await using _consumer = bus.consume(stream.name, { durable: 'retrying', retryDelaysMs, handle });
    await publish(bus, stream, 1, 5);

    await expect.poll(() => done).toEqual([1, 3, 4, 5, 2]);
  });

  test('each attempt waits its delay', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const attempts: number[] = [];
    const handle = async () => {
      attempts.push(performance.now());
      if (attempts.length < 4) throw new Error('not yet');
    };

    await using _consumer = bus.consume(stream.name, { durable: 'waiting', retryDelaysMs: [50, 100, 200], handle });
    await publish(bus, stream, 1, 1);

    await expect.poll(() => attempts).toHaveLength(4);
    const [first = 0, second = 0, third = 0, fourth = 0] = attempts;
    expect(second - first).toBeGreaterThan(45);
    expect(third - second).toBeGreaterThan(95);
    expect(fourth - third).toBeGreaterThan(195);
  });

  test('an event that waits for its next attempt is inherited with its attempts when its process goes', async () => {
    await using bus = await open();
    const other = await open();
    const stream = await declared(bus);
    await bus.declare(streams);
    const attempts: string[] = [];
    const failAs = (process: string) => async () => {
      attempts.push(process);
      throw new Error('never');
    };
    const options = { durable: 'inherited', retryDelaysMs: [200, 200] };
    other.consume(stream.name, { ...options, handle: failAs('first') });
    await publish(bus, stream, 1, 1);
    await expect.poll(() => attempts).toEqual(['first']);
    await other[Symbol.asyncDispose]();

    await using _heir = bus.consume(stream.name, { ...options, handle: failAs('heir') });

    const letter = () => bus.last('DEAD_LETTERS', `dead.${stream.name}.inherited`);
    await expect.poll(letter).toBeDefined();
    expect(attempts).toEqual(['first', 'heir', 'heir']);
  });
}
