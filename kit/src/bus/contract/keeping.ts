import { expect, test } from 'vitest';
import {
  type Harness,
  numbered,
  numberedFrom,
  numberOf,
  numbersIn,
  numbersUpTo,
  readUntil,
  testStream,
  untilLeft,
} from './harness.ts';

/** What a stream keeps. */
export function keeping({ open }: Harness): void {
  test('the last event is the newest of exactly that subject', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const published = numberedFrom(stream.subject('a'), 1, 3);
    const [, , sequence] = await bus.publish(stream.name, published);
    await bus.publish(stream.name, [numbered(stream.subject('a', 'b'), 4), numbered(stream.subject('b'), 5)]);

    const last = await bus.last(stream.name, stream.subject('a'));

    expect(last).toEqual({ ...published[2], stream: stream.name, sequence });
    expect(await bus.last(stream.name, stream.subject('c'))).toBeUndefined();
  });

  test('a removed subject is gone, the others stay', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    await bus.publish(stream.name, [numbered(stream.subject('a'), 1), numbered(stream.subject('b'), 2), numbered(stream.subject('a'), 3)]);

    await bus.remove(stream.name, stream.subject('a'));

    expect(await bus.last(stream.name, stream.subject('a'))).toBeUndefined();
    expect(await numbersIn(bus, stream)).toEqual([2]);
  });

  test('removing a subject takes nothing else from readers and consumers that are behind', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    await bus.publish(stream.name, [numbered(stream.subject('a'), 1), numbered(stream.subject('b'), 2)]);
    const reader = bus.read(stream.name, { from: 'start', signal: untilLeft() })[Symbol.asyncIterator]();
    const [consumed, proceed] = [Array<number>(), Promise.withResolvers<void>()];
    await using _consumer = bus.consume(stream.name, {
      durable: 'behind',
      handle: async (stored) => {
        consumed.push(numberOf(stored));
        await proceed.promise;
      },
    });
    await Promise.all([reader.next(), expect.poll(() => consumed).toEqual([1])]);
    await bus.publish(stream.name, numberedFrom(stream.subject('c'), 3, 1_000));

    await bus.remove(stream.name, stream.subject('a'));
    proceed.resolve();

    const rest = await readUntil({ [Symbol.asyncIterator]: () => reader }, 1_000);
    expect(rest.map(numberOf)).toEqual(numbersUpTo(1_000).slice(1));
    await expect.poll(() => consumed, { timeout: 5_000 }).toEqual(numbersUpTo(1_000));
  });

  test('events older than the stream keeps them are gone', async () => {
    await using bus = await open();
    const stream = testStream({ maxAgeMs: 500 });
    await bus.declare([stream]);

    await bus.publish(stream.name, numberedFrom(stream.subject('a'), 1, 3));

    await expect.poll(() => bus.last(stream.name, stream.subject('a')), { timeout: 5_000 }).toBeUndefined();
    expect(await numbersIn(bus, stream)).toEqual([]);
  });
}

/** What a stream that keeps the last event per subject promises. */
export function lastPerSubject({ open }: Harness): void {
  test('only the newest event of each subject is kept', async () => {
    await using bus = await open();
    const stream = testStream({ lastPerSubject: true });
    await bus.declare([stream]);

    await bus.publish(stream.name, [numbered(stream.subject('a'), 1), numbered(stream.subject('b'), 2), numbered(stream.subject('a'), 3)]);
    await bus.publish(stream.name, [numbered(stream.subject('c'), 4), numbered(stream.subject('b'), 5)]);

    expect(await numbersIn(bus, stream)).toEqual([3, 4, 5]);
  });

  test('an event that was replaced does not come back when it is published again', async () => {
    await using bus = await open();
    const stream = testStream({ lastPerSubject: true });
    await bus.declare([stream]);
    const [old, current] = [numbered(stream.subject('a'), 1), numbered(stream.subject('a'), 2)];
    const [sequence] = await bus.publish(stream.name, [old, current]);

    const again = await bus.publish(stream.name, [old]);

    expect(again).toEqual([sequence]);
    const last = await bus.last(stream.name, stream.subject('a'));
    expect(last && numberOf(last)).toBe(2);
    expect(await numbersIn(bus, stream)).toEqual([2]);
  });
}

/** What declaring promises. */
export function declaring({ open }: Harness): void {
  test('many processes may declare the same streams at once', async () => {
    await using bus = await open();
    await using other = await open();
    const streams = [testStream(), testStream({ lastPerSubject: true }), testStream({ maxAgeMs: 60_000 })];

    await Promise.all([bus, other, bus, other].map((each) => each.declare(streams)));

    for (const stream of streams) {
      await bus.publish(stream.name, [numbered(stream.subject('a'), 1)]);
      expect(await numbersIn(other, stream)).toEqual([1]);
    }
  });

  test('declaring again changes a stream and keeps what it holds', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([{ ...stream, subjects: [stream.subject('a')] }]);
    await bus.publish(stream.name, [numbered(stream.subject('a'), 1)]);
    await expect(bus.publish(stream.name, [numbered(stream.subject('b'), 2)])).rejects.toThrow();

    await bus.declare([stream]);
    await bus.publish(stream.name, [numbered(stream.subject('b'), 3)]);

    expect(await numbersIn(bus, stream)).toEqual([1, 3]);
  });
}
