import { expect, test } from 'vitest';
import type { Stored } from '../bus.ts';
import type { Harness } from './harness.ts';
import { declared, numbered, numberOf, numbersIn, numbersUpTo, publish, reading, readUntil } from './test-stream.ts';

/** What forgetting a subject promises. */
export function removing({ open }: Harness): void {
  test('a removed subject is gone, the others stay', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const [removed, kept] = [stream.subject('removed'), stream.subject('kept')];
    await bus.publish(stream.name, [numbered(removed, 1), numbered(kept, 2), numbered(removed, 3)]);

    await bus.remove(stream.name, removed);
    await bus.remove(stream.name, stream.subject('never', 'there'));

    expect(await bus.last(stream.name, removed)).toBeUndefined();
    expect(await numbersIn(bus, stream)).toEqual([2]);
  });

  test('a subject that is removed up to a sequence keeps what came behind it', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const sequences = await publish(bus, stream, 1, 3);

    await bus.remove(stream.name, stream.subject('a'), sequences[1]);

    expect(await numbersIn(bus, stream)).toEqual([3]);
  });
}

/** What forgetting a subject promises to those who have not worked it off yet. */
export function removingUnread({ open }: Harness): void {
  test('removing a subject takes nothing else from readers and consumers that are behind', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await bus.publish(stream.name, [numbered(stream.subject('removed'), 1)]);
    const reader = reading(bus, stream)[Symbol.asyncIterator]();
    const [consumed, proceed] = [Array<number>(), Promise.withResolvers<void>()];
    const handle = async (stored: Stored) => {
      consumed.push(numberOf(stored));
      await proceed.promise;
    };
    await using _consumer = bus.consume(stream.name, { durable: 'behind', handle });
    await reader.next();
    await expect.poll(() => consumed).toEqual([1]);
    await publish(bus, stream, 2, 1_000);

    await bus.remove(stream.name, stream.subject('removed'));
    proceed.resolve();

    const rest = await readUntil({ [Symbol.asyncIterator]: () => reader }, 1_000);
    expect(rest.map(numberOf)).toEqual(numbersUpTo(1_000).slice(1));
    await expect.poll(() => consumed).toEqual(numbersUpTo(1_000));
  });

  test('a removed event that waited for its next attempt is not tried again', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const [removed, kept] = [stream.subject('removed'), stream.subject('kept')];
    const attempts: number[] = [];
    const handle = async (stored: Stored) => {
      attempts.push(numberOf(stored));
      if (attempts.filter((number) => number === numberOf(stored)).length < 3) throw new Error('again');
    };
    await bus.publish(stream.name, [numbered(removed, 1), numbered(kept, 2)]);

    await using _consumer = bus.consume(stream.name, { durable: 'forgetting', retryDelaysMs: [400, 400], handle });
    await expect.poll(() => attempts).toEqual([1, 2]);
    await bus.remove(stream.name, removed);

    await expect.poll(() => attempts).toEqual([1, 2, 2, 2]);
  });
}
