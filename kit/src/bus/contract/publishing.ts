import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import {
  declared,
  inOrder,
  lengthOf,
  numbered,
  numberedFrom,
  numbersIn,
  publish,
  reading,
  readUntil,
  testStream,
} from './test-stream.ts';

/** What publishing promises. */
export function publishing({ open }: Harness): void {
  test('events stand in their stream as published, in the given order, under growing sequences', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const messages = numberedFrom(stream.subject('a'), 1, 5);

    const sequences = await bus.publish(stream.name, messages);

    const place = { stream: stream.name, epoch: await bus.epoch(stream.name) };
    expect(await readUntil(reading(bus, stream), 5)).toEqual(
      messages.map((message, index) => ({
        ...message,
        ...place,
        sequence: sequences[index],
        bytes: lengthOf(message),
      })),
    );
    expect(sequences).toEqual(inOrder(new Set(sequences)));
    expect(await bus.newest(stream.name)).toBe(sequences.at(-1));
  });

  test('publishing nothing stores nothing', async () => {
    await using bus = await open();
    const stream = await declared(bus);

    const sequences = await bus.publish(stream.name, []);

    expect(sequences).toEqual([]);
    expect(await bus.newest(stream.name)).toBe(0);
  });
}

/** What publishing refuses. */
export function refusing({ open }: Harness): void {
  test('a subject that the stream does not take is refused, and so is a stream that nobody declared', async () => {
    await using bus = await open();
    const [stream, other, undeclared] = [await declared(bus), await declared(bus), testStream()];

    const outcomes = await Promise.allSettled([
      bus.publish(stream.name, [numbered(other.subject('a'), 1)]),
      publish(bus, undeclared, 1, 1),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await numbersIn(bus, stream)).toEqual([]);
    expect(await numbersIn(bus, other)).toEqual([]);
  });

  test('a refused event does not keep those published at the same time from being stored', async () => {
    await using bus = await open();
    const [stream, other] = [await declared(bus), await declared(bus)];

    const outcomes = await Promise.allSettled([
      publish(bus, stream, 1, 1),
      bus.publish(stream.name, [numbered(other.subject('a'), 2)]),
      publish(bus, stream, 3, 3),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(inOrder(await numbersIn(bus, stream))).toEqual([1, 3]);
  });
}
