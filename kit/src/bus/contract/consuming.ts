import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import { notes } from './notes.ts';
import { declared, numbered, numbersUpTo, publish, testStream } from './test-stream.ts';

/** What a durable consumer sees. */
export function consuming({ open }: Harness): void {
  test('a new consumer sees everything from the start in order, then what comes', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await publish(bus, stream, 1, 300);
    const { seen, handle } = notes();

    await using _consumer = bus.consume(stream.name, { durable: 'all', handle });
    await publish(bus, stream, 301, 310);

    await expect.poll(() => seen).toEqual(numbersUpTo(310));
  });

  test('a consumer sees the subjects of its pattern only', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const { seen, handle } = notes();

    await using _consumer = bus.consume(stream.name, { durable: 'some', subject: stream.subject('b', '*'), handle });
    await publish(bus, stream, 1, 3);
    const tails = ['b.x', 'b', 'b.y'].map((tail, index) => numbered(stream.subject(tail), 4 + index));
    await bus.publish(stream.name, tails);

    await expect.poll(() => seen).toEqual([4, 6]);
  });

  test('two consumers of different names both see everything', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await publish(bus, stream, 1, 10);
    const [left, right] = [notes(), notes()];

    await using _left = bus.consume(stream.name, { durable: 'left', handle: left.handle });
    await using _right = bus.consume(stream.name, { durable: 'right', handle: right.handle });

    await expect.poll(() => [left.seen, right.seen]).toEqual([numbersUpTo(10), numbersUpTo(10)]);
  });

  test('a consumer may be there before its stream', async () => {
    await using bus = await open();
    const stream = testStream();
    const { seen, handle } = notes();

    await using _consumer = bus.consume(stream.name, { durable: 'early', handle });
    await bus.declare([stream]);
    await publish(bus, stream, 1, 3);

    await expect.poll(() => seen).toEqual([1, 2, 3]);
  });
}
