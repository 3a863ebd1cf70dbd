import { expect, test } from 'vitest';
import type { Stored } from '../bus.ts';
import type { Harness } from './harness.ts';
import {
  declared,
  inOrder,
  numberOf,
  numbersIn,
  numbersUntil,
  numbersUpTo,
  publish,
  publishInTheEnd,
} from './test-stream.ts';

/** What a cut connection must not break for those who publish and read. */
export function outages({ open, cut }: Harness): void {
  test('what is published again until it is stored stands in its stream once and in order', async () => {
    await using bus = await open();
    const stream = await declared(bus);

    const publishing = (async () => {
      for (const call of numbersUpTo(30)) await publishInTheEnd(bus, stream, call * 10 - 9, call * 10);
    })();
    await cut();
    await cut();
    await publishing;

    expect(await numbersIn(bus, stream)).toEqual(numbersUpTo(300));
  });

  test('a reader goes on: nothing is lost, nothing comes twice, the order is kept', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const seen = numbersUntil(bus, stream, 60);

    for (const first of [1, 21, 41]) {
      await publishInTheEnd(bus, stream, first, first + 9);
      await cut();
      await publishInTheEnd(bus, stream, first + 10, first + 19);
    }

    expect(await seen).toEqual(numbersUpTo(60));
  });

  test('the log answers again', async () => {
    await using bus = await open();
    const answer = () =>
      bus.ping().then(
        () => 'answers',
        () => 'silent',
      );

    await cut();

    await expect.poll(answer).toBe('answers');
  });
}

/** What a cut connection must not break for consumers. */
export function consumersOutages({ open, cut }: Harness): void {
  test('a consumer goes on: nothing is lost', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const handled = new Set<number>();
    const handle = async (stored: Stored) => {
      if (numberOf(stored) === 15) await cut();
      handled.add(numberOf(stored));
    };

    await using _consumer = bus.consume(stream.name, { durable: 'enduring', handle });
    await publishInTheEnd(bus, stream, 1, 30);
    await expect.poll(() => handled.has(15)).toBe(true);
    await cut();
    await publishInTheEnd(bus, stream, 31, 60);

    await expect.poll(() => inOrder(handled)).toEqual(numbersUpTo(60));
  });

  test('an event that waits for its next attempt outlasts it', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    let attempts = 0;
    const handle = async () => {
      if (++attempts === 1) throw new Error('not yet');
    };

    await using _consumer = bus.consume(stream.name, { durable: 'patient', retryDelaysMs: [200, 200, 200], handle });
    await publish(bus, stream, 1, 1);
    await expect.poll(() => attempts).toBe(1);
    await cut();

    await expect.poll(() => attempts).toBe(2);
  });
}
