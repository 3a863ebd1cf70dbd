import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import { notes } from './notes.ts';
import { declared, numbersUpTo, publish } from './test-stream.ts';

/** What processes that share a consumer promise together. */
export function sharing({ open }: Harness): void {
  test('two processes that share a consumer handle every event once and in order', async () => {
    await using bus = await open();
    await using other = await open();
    const stream = await declared(bus);
    const { seen, handle } = notes();

    await using _mine = bus.consume(stream.name, { durable: 'shared', handle });
    await using _theirs = other.consume(stream.name, { durable: 'shared', handle });
    for (const call of numbersUpTo(20)) await publish(bus, stream, call * 10 - 9, call * 10);

    await expect.poll(() => seen).toEqual(numbersUpTo(200));
  });

  test('a process takes over when the one that shares its consumer goes', async () => {
    await using bus = await open();
    const other = await open();
    const stream = await declared(bus);
    const { seen, handle } = notes();
    other.consume(stream.name, { durable: 'shared', handle });
    await publish(bus, stream, 1, 20);
    await expect.poll(() => seen).toHaveLength(20);
    await using _mine = bus.consume(stream.name, { durable: 'shared', handle });

    await other[Symbol.asyncDispose]();
    await publish(bus, stream, 21, 40);

    await expect.poll(() => seen).toEqual(numbersUpTo(40));
  });

  test('one process may have a consumer twice', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const { seen, handle } = notes();
    const first = bus.consume(stream.name, { durable: 'twice', handle });
    await using _second = bus.consume(stream.name, { durable: 'twice', handle });
    await publish(bus, stream, 1, 50);
    await expect.poll(() => seen).toHaveLength(50);

    await first[Symbol.asyncDispose]();
    await publish(bus, stream, 51, 60);

    await expect.poll(() => seen).toEqual(numbersUpTo(60));
  });
}
