import { expect, test } from 'vitest';
import type { Bus, Stored } from '../bus.ts';
import { type Harness, numbered, numberedFrom, numberOf, numbersUpTo, testStream } from './harness.ts';

/** Notes the numbers of the events it is given. */
const notes = () => {
  const seen: number[] = [];
  const handle = async (stored: Stored) => void seen.push(numberOf(stored));
  return { seen, handle };
};

const streamWith = async (bus: Bus, count: number) => {
  const stream = testStream();
  await bus.declare([stream]);
  await bus.publish(stream.name, numberedFrom(stream.subject('a'), 1, count));
  return stream;
};

/** What a durable consumer sees. */
export function consuming({ open }: Harness): void {
  test('a new consumer sees everything from the start in order, then what comes', async () => {
    await using bus = await open();
    const stream = await streamWith(bus, 300);
    const { seen, handle } = notes();

    await using _consumer = bus.consume(stream.name, { durable: 'all', handle });
    await bus.publish(stream.name, numberedFrom(stream.subject('b'), 301, 310));

    await expect.poll(() => seen).toEqual(numbersUpTo(310));
  });

  test('a consumer sees the subjects of its pattern only', async () => {
    await using bus = await open();
    const stream = await streamWith(bus, 3);
    const { seen, handle } = notes();

    await using _consumer = bus.consume(stream.name, { durable: 'some', subject: stream.subject('b', '*'), handle });
    await bus.publish(stream.name, [numbered(stream.subject('b', 'x'), 4), numbered(stream.subject('b'), 5), numbered(stream.subject('b', 'y'), 6)]);

    await expect.poll(() => seen).toEqual([4, 6]);
  });

  test('two consumers of different names both see everything', async () => {
    await using bus = await open();
    const stream = await streamWith(bus, 10);
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
    await bus.publish(stream.name, numberedFrom(stream.subject('a'), 1, 3));

    await expect.poll(() => seen, { timeout: 5_000 }).toEqual([1, 2, 3]);
  });
}

/** How a consumer ends and is followed by another of its name. */
export function resuming({ open }: Harness): void {
  test('a consumer goes on where the one before it ended: nothing is lost, nothing comes twice', async () => {
    await using bus = await open();
    const stream = await streamWith(bus, 150);
    const { seen, handle } = notes();
    const first = bus.consume(stream.name, { durable: 'resumed', handle });
    await expect.poll(() => seen).toHaveLength(150);
    await first[Symbol.asyncDispose]();
    await bus.publish(stream.name, numberedFrom(stream.subject('a'), 151, 200));

    await using other = await open();
    await using _second = other.consume(stream.name, { durable: 'resumed', handle });

    await expect.poll(() => seen).toEqual(numbersUpTo(200));
  });

  test('disposing waits for the event in hand and leaves those behind it to the next', async () => {
    await using bus = await open();
    const stream = await streamWith(bus, 5);
    const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const log: string[] = [];
    const first = bus.consume(stream.name, {
      durable: 'ending',
      handle: async (stored) => {
        begun.resolve();
        await finish.promise;
        log.push(`handled ${numberOf(stored)}`);
      },
    });
    await begun.promise;

    const ended = Promise.resolve(first[Symbol.asyncDispose]()).then(() => log.push('disposed'));
    await bus.ping();
    finish.resolve();
    await ended;

    expect(log).toEqual(['handled 1', 'disposed']);
    const { seen, handle } = notes();
    await using _second = bus.consume(stream.name, { durable: 'ending', handle });
    await expect.poll(() => seen).toEqual([2, 3, 4, 5]);
  });

  test('disposing the bus disposes its consumers', async () => {
    const bus = await open();
    const stream = await streamWith(bus, 3);
    const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let handled = false;
    bus.consume(stream.name, {
      durable: 'ending',
      handle: async () => {
        begun.resolve();
        await finish.promise;
        handled = true;
      },
    });
    await begun.promise;

    const ended = bus[Symbol.asyncDispose]();
    finish.resolve();
    await ended;

    expect(handled).toBe(true);
  });
}

/** What processes that share a consumer promise together. */
export function sharing({ open }: Harness): void {
  test('two processes that share a consumer handle every event once and in order', async () => {
    await using bus = await open();
    await using other = await open();
    const stream = await streamWith(bus, 100);
    const { seen, handle } = notes();

    await using _mine = bus.consume(stream.name, { durable: 'shared', handle });
    await using _theirs = other.consume(stream.name, { durable: 'shared', handle });
    for (const call of numbersUpTo(10)) {
      await bus.publish(stream.name, numberedFrom(stream.subject('a'), 91 + call * 10, 100 + call * 10));
    }

    await expect.poll(() => seen).toEqual(numbersUpTo(200));
  });

  test('a process takes over when the one that shares its consumer goes', async () => {
    await using bus = await open();
    const other = await open();
    const stream = await streamWith(bus, 20);
    const { seen, handle } = notes();
    other.consume(stream.name, { durable: 'shared', handle });
    await expect.poll(() => seen).toHaveLength(20);
    await using _mine = bus.consume(stream.name, { durable: 'shared', handle });

    await other[Symbol.asyncDispose]();
    await bus.publish(stream.name, numberedFrom(stream.subject('a'), 21, 40));

    await expect.poll(() => seen, { timeout: 3_000 }).toEqual(numbersUpTo(40));
  });

  test('one process may have a consumer twice', async () => {
    await using bus = await open();
    const stream = await streamWith(bus, 50);
    const { seen, handle } = notes();

    const first = bus.consume(stream.name, { durable: 'twice', handle });
    await using _second = bus.consume(stream.name, { durable: 'twice', handle });
    await expect.poll(() => seen).toHaveLength(50);
    await first[Symbol.asyncDispose]();
    await bus.publish(stream.name, numberedFrom(stream.subject('a'), 51, 60));

    await expect.poll(() => seen, { timeout: 3_000 }).toEqual(numbersUpTo(60));
  });
}
