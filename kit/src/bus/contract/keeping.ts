import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import { declared, lengthOf, numbered, numberedFrom, numbersIn, publish, testStream } from './test-stream.ts';

/** What a stream keeps. */
export function keeping({ open }: Harness): void {
  test('the last event is the newest of exactly that subject', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const published = numberedFrom(stream.subject('a'), 1, 3);
    const [, , sequence] = await bus.publish(stream.name, published);
    await bus.publish(stream.name, [numbered(stream.subject('a', 'b'), 4), numbered(stream.subject('b'), 5)]);

    const last = await bus.last(stream.name, stream.subject('a'));

    const epoch = await bus.epoch(stream.name);
    const place = { stream: stream.name, epoch, sequence };
    expect([last]).toEqual(published.slice(2).map((message) => ({ ...message, ...place, bytes: lengthOf(message) })));
    expect(await bus.last(stream.name, stream.subject('c'))).toBeUndefined();
  });

  test('a stream may keep only the newest event of each subject', async () => {
    await using bus = await open();
    const stream = await declared(bus, { lastPerSubject: true });
    const [a, b, c] = ['a', 'b', 'c'].map((token) => stream.subject(token));

    await bus.publish(stream.name, [numbered(`${a}`, 1), numbered(`${b}`, 2), numbered(`${a}`, 3)]);
    await bus.publish(stream.name, [numbered(`${c}`, 4), numbered(`${b}`, 5)]);

    expect(await numbersIn(bus, stream)).toEqual([3, 4, 5]);
  });

  test('events older than the stream keeps them are gone', async () => {
    await using bus = await open();
    const stream = await declared(bus, { maxAgeMs: 500 });

    await publish(bus, stream, 1, 3);

    await expect.poll(() => bus.last(stream.name, stream.subject('a'))).toBeUndefined();
    expect(await numbersIn(bus, stream)).toEqual([]);
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
      await publish(bus, stream, 1, 1);
      expect(await numbersIn(other, stream)).toEqual([1]);
    }
  });

  test('declaring again changes a stream and keeps what it holds', async () => {
    await using bus = await open();
    const stream = testStream();
    const other = numbered(stream.subject('b'), 2);
    await bus.declare([{ ...stream, subjects: [stream.subject('a')] }]);
    await publish(bus, stream, 1, 1);
    const before = await bus.publish(stream.name, [other]).catch(() => 'refused');

    await bus.declare([stream]);
    await bus.publish(stream.name, [other]);

    expect(before).toBe('refused');
    expect(await numbersIn(bus, stream)).toEqual([1, 2]);
  });
}
