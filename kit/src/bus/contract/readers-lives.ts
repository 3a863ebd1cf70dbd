import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import {
  declared,
  numberOf,
  numbersUntil,
  numbersUpTo,
  publish,
  reading,
  readUntil,
  testStream,
} from './test-stream.ts';

/** How readers begin, wait and end. */
export function readersLives({ open }: Harness): void {
  test('a reader may be there before its stream', async () => {
    await using bus = await open();
    const stream = testStream();
    const seen = numbersUntil(bus, stream, 1, { from: 'start' });

    await bus.declare([stream]);
    await publish(bus, stream, 1, 1);

    expect(await seen).toEqual([1]);
  });

  test('reading ends quietly when its signal aborts, while it waits and while it is served', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await publish(bus, stream, 1, 5);
    const [served, waiting] = [new AbortController(), new AbortController()];

    const seen: number[] = [];
    for await (const stored of reading(bus, stream, { signal: served.signal })) {
      if (seen.push(numberOf(stored)) === 2) served.abort();
    }
    const silent = numbersUntil(bus, stream, 1, { from: await bus.newest(stream.name), signal: waiting.signal });
    waiting.abort();

    expect(seen).toEqual([1, 2]);
    expect(await silent).toEqual([]);
  });

  test('reading ends when the bus is disposed', async () => {
    const bus = await open();
    const stream = await declared(bus);
    const seen = numbersUntil(bus, stream, 99);

    await bus[Symbol.asyncDispose]();

    expect(await seen).toEqual([]);
  });

  test('a slow reader gets everything and holds nobody up', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await publish(bus, stream, 1, 1);
    const slow = reading(bus, stream)[Symbol.asyncIterator]();
    await slow.next();

    for (const first of [2, 502, 1_002]) await publish(bus, stream, first, first + 499);
    const quick = await numbersUntil(bus, stream, 1_501);
    const rest = await readUntil({ [Symbol.asyncIterator]: () => slow }, 1_501);

    expect(quick).toEqual(numbersUpTo(1_501));
    expect(rest.map(numberOf)).toEqual(quick.slice(1));
  });
}
