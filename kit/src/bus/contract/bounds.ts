import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import { declared, numbered, numberOf, publish, reading } from './test-stream.ts';

/** Where reading ends, and where a stream begins. */
export function bounds({ open }: Harness): void {
  test.each([
    ['all subjects', undefined, [2, 3, 4]],
    ['one subject', ['b'], [3]],
    ['a subject that has nothing there', ['never'], []],
  ])('a reader until a sequence ends there, whatever comes behind it: %s', async (_, tokens, expected) => {
    await using bus = await open();
    const stream = await declared(bus);
    const subjects = ['a', 'a', 'b', 'a', 'b', 'never'].map((token) => stream.subject(token));
    const sequences = await bus.publish(
      stream.name,
      subjects.map((subject, index) => numbered(subject, index + 1)),
    );
    const [from = 0, , , until = 0] = sequences;
    const chosen = tokens && { subject: stream.subject(...tokens) };

    const seen = await Array.fromAsync(reading(bus, stream, { from, until, ...chosen }), numberOf);

    expect(seen).toEqual(expected);
  });

  test('a reader until a sequence ends where there is nothing any more', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const sequences = await publish(bus, stream, 1, 3);
    await bus.publish(stream.name, [numbered(stream.subject('kept'), 4)]);
    const readUntil = (until?: number) =>
      Array.fromAsync(reading(bus, stream, { from: sequences[0] ?? 0, ...(until && { until }) }), numberOf);
    await bus.remove(stream.name, stream.subject('a'));

    expect(await readUntil(sequences[0])).toEqual([]);
    expect(await readUntil(sequences[2])).toEqual([]);
    expect(await readUntil(await bus.newest(stream.name))).toEqual([4]);
    await bus.remove(stream.name, stream.subject('kept'));
    expect(await readUntil(await bus.newest(stream.name))).toEqual([]);
  });

  test('the oldest sequence is that of the first event that is kept', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const oldest = () => bus.oldest(stream.name);
    expect(await oldest()).toBe(1);
    const [first = 0] = await bus.publish(stream.name, [numbered(stream.subject('first'), 1)]);
    const [second = 0] = await bus.publish(stream.name, [numbered(stream.subject('second'), 2)]);

    expect(await oldest()).toBe(first);
    await bus.remove(stream.name, stream.subject('first'));
    expect(await oldest()).toBe(second);
    await bus.remove(stream.name, stream.subject('second'));
    expect(await oldest()).toBe((await bus.newest(stream.name)) + 1);
    expect(await bus.oldest('NOBODY_DECLARED_IT')).toBe(1);
  });
}
