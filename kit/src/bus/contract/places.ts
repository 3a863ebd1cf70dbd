import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import { declared, numbered, numberOf, numbersUntil, publish, reading } from './test-stream.ts';

/** Where reading begins. */
export function places({ open }: Harness): void {
  test('a reader from the start sees what is there and then what comes', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await publish(bus, stream, 1, 5);

    const seen = numbersUntil(bus, stream, 7);
    await publish(bus, stream, 6, 7);

    expect(await seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('a reader from a sequence sees only what is behind it', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const [, , third = 0] = await publish(bus, stream, 1, 5);

    const seen = await numbersUntil(bus, stream, 5, { from: third });

    expect(seen).toEqual([4, 5]);
  });

  test('a reader from the newest sequence misses nothing that is published afterwards', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await publish(bus, stream, 1, 5);
    const newest = await bus.newest(stream.name);
    await publish(bus, stream, 6, 7);

    const seen = await numbersUntil(bus, stream, 7, { from: newest });

    expect(seen).toEqual([6, 7]);
  });

  test('a reader from the end sees nothing that was there before', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await publish(bus, stream, 1, 5);

    const seen: number[] = [];
    const seeing = (async () => {
      for await (const stored of reading(bus, stream, { from: 'end' })) if (seen.push(numberOf(stored)) === 3) break;
    })();
    for (let next = 6; seen.length < 3; next++) await publish(bus, stream, next, next);
    await seeing;

    const [first = 0] = seen;
    expect(first).toBeGreaterThan(5);
    expect(seen).toEqual([first, first + 1, first + 2]);
  });
}

/** Which subjects a reader sees. */
export function patterns({ open }: Harness): void {
  test('a pattern chooses subjects by token and by beginning', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const subjects = ['a', 'a.x', 'b.x', 'a.x.y', 'ax.x', 'a.x.-', 'a.end', 'end'].map((tail) => stream.subject(tail));
    await bus.publish(
      stream.name,
      subjects.map((subject, index) => numbered(subject, index + 1)),
    );

    const chosen = (pattern: string, last: number) => numbersUntil(bus, stream, last, { subject: pattern });

    expect(await chosen(stream.subject('a', '*'), 7)).toEqual([2, 7]);
    expect(await chosen(stream.subject('*', 'x'), 5)).toEqual([2, 3, 5]);
    expect(await chosen(stream.subject('a', '>'), 7)).toEqual([2, 4, 6, 7]);
    expect(await chosen(stream.subject('a', 'x', '-'), 6)).toEqual([6]);
    expect(await chosen('>', 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
}
