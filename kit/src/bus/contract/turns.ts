import { expect, test } from 'vitest';
import { OutOfTurn } from '../refusals.ts';
import type { Harness } from './harness.ts';
import { declared, numbered, numberedFrom, numbersIn, numbersUpTo, type TestStream } from './test-stream.ts';

/** An event of one subject that is to come behind a sequence. */
const behind = (stream: TestStream, after: number, number: number) => ({
  ...numbered(stream.subject('a'), number),
  after,
});

/** What is refused to publishers who do not know of each other. */
export function turns({ open }: Harness): void {
  test('an event is taken behind the newest of its subject, whatever other subjects have', async () => {
    await using bus = await open();
    const stream = await declared(bus);

    const [first = 0] = await bus.publish(stream.name, [behind(stream, 0, 1)]);
    await bus.publish(stream.name, [numbered(stream.subject('b'), 2)]);
    await bus.publish(stream.name, [behind(stream, first, 3), numbered(stream.subject('a'), 4)]);

    expect(await numbersIn(bus, stream)).toEqual(numbersUpTo(4));
  });

  test.for([
    ['as the first when there is one', 0],
    ['behind one that is not the newest', -1],
    ['behind one that there never was', 9_000],
  ] as const)('an event %s is out of turn and not stored', async ([, offset]) => {
    await using bus = await open();
    await using other = await open();
    const stream = await declared(bus);
    const [, second = 0] = await other.publish(stream.name, numberedFrom(stream.subject('a'), 1, 2));
    const after = offset === 0 ? 0 : second + offset;

    const refused = bus.publish(stream.name, [behind(stream, after, 3)]);

    await expect(refused).rejects.toThrow(OutOfTurn);
    expect(await numbersIn(bus, stream)).toEqual([1, 2]);
  });

  test('events of one call follow each other without knowing of each other’s sequences', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const messages = [1, 2, 3].map((number) => behind(stream, 0, number));

    await bus.publish(stream.name, messages);

    expect(await numbersIn(bus, stream)).toEqual([1, 2, 3]);
  });
}

/** What of it goes for repetitions, and for two at the same time. */
export function repeatedTurns({ open }: Harness): void {
  test('what is published again is not out of turn: its first sequence is returned', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const messages = [1, 2, 3].map((number) => behind(stream, 0, number));
    const first = await bus.publish(stream.name, messages.slice(0, 2));

    const again = await bus.publish(stream.name, messages);

    expect(again.slice(0, 2)).toEqual(first);
    expect(await numbersIn(bus, stream)).toEqual([1, 2, 3]);
  });

  test('of two who publish behind the same event one is refused', async () => {
    await using bus = await open();
    await using other = await open();
    const stream = await declared(bus);

    const outcomes = await Promise.allSettled(
      [bus, other].map((each, index) => each.publish(stream.name, [behind(stream, 0, index + 1)])),
    );

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await numbersIn(bus, stream)).toHaveLength(1);
  });

  test('what is published again moves no end of the stream', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const messages = numberedFrom(stream.subject('a'), 1, 5);
    const sequences = await bus.publish(stream.name, messages);

    await bus.publish(stream.name, messages);

    expect(await bus.newest(stream.name)).toBe(sequences.at(-1));
  });
}
