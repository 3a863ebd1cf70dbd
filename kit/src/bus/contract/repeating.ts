import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import { declared, numbered, numberedFrom, numberOf, numbersIn, numbersUpTo } from './test-stream.ts';

/** What publishing the same again promises. */
export function repeating({ open }: Harness): void {
  test('publishing an event again returns its first sequence and stores nothing', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const [first, second] = [numbered(stream.subject('a'), 1), numbered(stream.subject('a'), 2)];
    const sequences = await bus.publish(stream.name, [first, second]);

    const again = await bus.publish(stream.name, [second, first, first]);

    expect(again).toEqual([sequences[1], sequences[0], sequences[0]]);
    expect(await numbersIn(bus, stream)).toEqual([1, 2]);
  });

  test('an event twice in one call is stored once', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const twin = numbered(stream.subject('a'), 1);

    const [first, second] = await bus.publish(stream.name, [twin, twin]);

    expect(second).toBe(first);
    expect(await numbersIn(bus, stream)).toEqual([1]);
  });

  test('an event published at the same time by two processes is stored once', async () => {
    await using bus = await open();
    await using other = await open();
    const stream = await declared(bus);
    const messages = numberedFrom(stream.subject('a'), 1, 20);

    const [mine, theirs] = await Promise.all([bus, other].map((each) => each.publish(stream.name, messages)));

    expect(mine).toEqual(theirs);
    expect(await numbersIn(bus, stream)).toEqual(numbersUpTo(20));
  });

  test('an event that was replaced by a newer one of its subject does not come back', async () => {
    await using bus = await open();
    const stream = await declared(bus, { lastPerSubject: true });
    const [old, current] = [numbered(stream.subject('a'), 1), numbered(stream.subject('a'), 2)];
    const [sequence] = await bus.publish(stream.name, [old, current]);

    const again = await bus.publish(stream.name, [old]);

    expect(again).toEqual([sequence]);
    const last = await bus.last(stream.name, stream.subject('a'));
    expect(last && numberOf(last)).toBe(2);
    expect(await numbersIn(bus, stream)).toEqual([2]);
  });
}
