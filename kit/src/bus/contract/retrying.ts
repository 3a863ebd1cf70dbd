import { streams } from '@constellation/schema';
import { expect, test } from 'vitest';
import { newId } from '../../identifier.ts';
import type { Stored } from '../bus.ts';
import { deadLetters } from '../dead-letters.ts';
import type { Harness } from './harness.ts';
import { declared, numberOf, publish } from './test-stream.ts';

/** How what was given up comes back. */
export function retrying({ open }: Harness): void {
  test('what was given up is attempted again when somebody asks for it, by the consumer at work', async () => {
    await using bus = await open();
    await using operator = await open();
    const stream = await declared(bus);
    await bus.declare(streams);
    const handled: number[] = [];
    let fixed = false;
    const handle = async (stored: Stored) => {
      if (!fixed && numberOf(stored) < 3) throw new Error('a bug');
      handled.push(numberOf(stored));
    };
    await using _consumer = bus.consume(stream.name, { durable: 'mended', retryDelaysMs: [], handle });
    await publish(bus, stream, 1, 3);
    await expect.poll(() => handled).toEqual([3]);

    fixed = true;
    for (const letter of await deadLetters(bus)) await operator.retry(letter);

    await expect.poll(() => handled).toEqual([3, 1, 2]);
  });

  test('what is asked for while the last attempt is in hand is not forgotten at its end', async () => {
    await using bus = await open();
    await using operator = await open();
    const stream = await declared(bus);
    await bus.declare(streams);
    let attempts = 0;
    const handle = async ({ sequence, event }: Stored) => {
      attempts += 1;
      if (attempts === 2)
        await operator.retry({ stream: stream.name, durable: 'failing', sequence, eventId: event.id });
      throw new Error('a bug');
    };
    await using _consumer = bus.consume(stream.name, { durable: 'failing', retryDelaysMs: [10], handle });

    await publish(bus, stream, 1, 1);

    await expect.poll(() => attempts).toBe(4);
  });

  test('an event that is gone cannot be attempted again', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const [sequence = 0] = await publish(bus, stream, 1, 1);
    const eventId = (await bus.last(stream.name, stream.subject('a')))?.event.id ?? '';
    await bus.remove(stream.name, stream.subject('a'));

    expect(await bus.retry({ stream: stream.name, durable: 'too-late', sequence, eventId })).toBe(false);
  });

  test('an event that another one has the place of is gone', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const [sequence = 0] = await publish(bus, stream, 1, 1);

    expect(await bus.retry({ stream: stream.name, durable: 'another', sequence, eventId: newId() })).toBe(false);
  });
}

/** What who watches a consumer hears. */
export function observing({ open }: Harness): void {
  test('an observer hears what comes of each attempt, and how far the consumer is', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await bus.declare(streams);
    const attempts: [number, string][] = [];
    const places: (number | undefined)[] = [];
    const observer = {
      attempted: (stored: Stored, outcome: string) => void attempts.push([numberOf(stored), outcome]),
      reached: (sequence: number | undefined) => void places.push(sequence),
    };
    const handle = async (stored: Stored) => {
      if (numberOf(stored) === 2) throw new Error('never');
    };
    const [, , last] = await publish(bus, stream, 1, 3);

    const consumer = bus.consume(stream.name, { durable: 'observed', retryDelaysMs: [10], handle, observer });
    await expect.poll(() => attempts).toHaveLength(4);
    await consumer[Symbol.asyncDispose]();

    const byNumber = attempts.toSorted(([one], [other]) => one - other);
    expect(byNumber).toEqual([
      [1, 'done'],
      [2, 'failed'],
      [2, 'dead'],
      [3, 'done'],
    ]);
    expect(places.slice(-2)).toEqual([last, undefined]);
  });
}
