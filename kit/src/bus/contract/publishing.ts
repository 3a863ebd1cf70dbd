import { expect, test } from 'vitest';
import { type Harness, numbered, numberedFrom, numberOf, numbersIn, numbersUpTo, readUntil, testStream, untilLeft } from './harness.ts';

/** What publishing promises. */
export function publishing({ open }: Harness): void {
  test('events stand in their stream as published, in the given order, under growing sequences', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const messages = numberedFrom(stream.subject('a'), 1, 5);

    const sequences = await bus.publish(stream.name, messages);

    const stored = await readUntil(bus.read(stream.name, { from: 'start', signal: untilLeft() }), 5);
    expect(stored).toEqual(messages.map((message, index) => ({ ...message, stream: stream.name, sequence: sequences[index] })));
    expect(sequences).toEqual(sequences.toSorted((left, right) => left - right));
    expect(await bus.newest(stream.name)).toBe(sequences.at(-1));
  });

  test('publishing nothing stores nothing', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);

    const sequences = await bus.publish(stream.name, []);

    expect(sequences).toEqual([]);
    expect(await bus.newest(stream.name)).toBe(0);
  });

  test('a subject that the stream does not take is refused, and so is a stream that nobody declared', async () => {
    await using bus = await open();
    const [stream, other, undeclared] = [testStream(), testStream(), testStream()];
    await bus.declare([stream, other]);

    const outcomes = await Promise.allSettled([
      bus.publish(stream.name, [numbered(other.subject('a'), 1)]),
      bus.publish(undeclared.name, [numbered(undeclared.subject('a'), 1)]),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await numbersIn(bus, stream)).toEqual([]);
    expect(await numbersIn(bus, other)).toEqual([]);
  });

  test('a refused event does not keep those published at the same time from being stored', async () => {
    await using bus = await open();
    const [stream, other] = [testStream(), testStream()];
    await bus.declare([stream, other]);

    const outcomes = await Promise.allSettled([
      bus.publish(stream.name, [numbered(stream.subject('a'), 1)]),
      bus.publish(stream.name, [numbered(other.subject('a'), 2)]),
      bus.publish(stream.name, [numbered(stream.subject('a'), 3)]),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await numbersIn(bus, stream)).toSorted()).toEqual([1, 3]);
  });
}

/** What publishing the same again promises. */
export function repetition({ open }: Harness): void {
  test('publishing an event again returns its first sequence and stores nothing', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const [first, second] = [numbered(stream.subject('a'), 1), numbered(stream.subject('a'), 2)];
    const sequences = await bus.publish(stream.name, [first, second]);

    const again = await bus.publish(stream.name, [second, first, first]);

    expect(again).toEqual([sequences[1], sequences[0], sequences[0]]);
    expect(await numbersIn(bus, stream)).toEqual([1, 2]);
  });

  test('an event twice in one call is stored once', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const twin = numbered(stream.subject('a'), 1);

    const [first, second] = await bus.publish(stream.name, [twin, twin]);

    expect(second).toBe(first);
    expect(await numbersIn(bus, stream)).toEqual([1]);
  });

  test('an event published at the same time by two processes is stored once', async () => {
    await using bus = await open();
    await using other = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const messages = numberedFrom(stream.subject('a'), 1, 20);

    const [mine, theirs] = await Promise.all([bus, other].map((each) => each.publish(stream.name, messages)));

    expect(mine).toEqual(theirs);
    expect(await numbersIn(bus, stream)).toEqual(numbersUpTo(20));
  });
}

/** What many publishers at once must not break. */
export function concurrency({ open }: Harness): void {
  test('a reader misses nothing and sees growing sequences however many publish at once', async () => {
    await using bus = await open();
    await using other = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const reading = readUntil(other.read(stream.name, { from: 'start', signal: untilLeft() }), 0);

    const publishers = numbersUpTo(12).map(async (publisher) => {
      for (const call of numbersUpTo(10)) {
        const first = publisher * 1_000 + call * 10;
        await (publisher % 2 ? bus : other).publish(stream.name, numberedFrom(stream.subject(`p${publisher}`), first, first + (call % 4)));
      }
    });
    await Promise.all(publishers);
    await bus.publish(stream.name, [numbered(stream.subject('end'), 0)]);

    const stored = await reading;
    const sequences = stored.map(({ sequence }) => sequence);
    expect(stored).toHaveLength(12 * (1 + 2 + 3 + 0 + 1 + 2 + 3 + 0 + 1 + 2 + 10) + 1);
    expect(sequences).toEqual([...new Set(sequences)].toSorted((left, right) => left - right));
    for (const numbers of Map.groupBy(stored.slice(0, -1), ({ subject }) => subject).values()) {
      expect(numbers.map(numberOf)).toEqual(numbers.map(numberOf).toSorted((left, right) => left - right));
    }
  });

  test('a thousand events in calls of a hundred arrive in order', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const reading = readUntil(bus.read(stream.name, { from: 'start', signal: untilLeft() }), 1_000);

    for (const call of numbersUpTo(10)) {
      await bus.publish(stream.name, numberedFrom(stream.subject('a'), call * 100 - 99, call * 100));
    }

    expect((await reading).map(numberOf)).toEqual(numbersUpTo(1_000));
  });
}
