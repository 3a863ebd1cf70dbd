import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import {
  declared,
  inOrder,
  numbered,
  numberedFrom,
  numberOf,
  numbersUntil,
  numbersUpTo,
  publish,
  reading,
  readUntil,
} from './test-stream.ts';

/** What many events and many publishers must not break. */
export function crowding({ open }: Harness): void {
  test('a reader misses nothing and sees growing sequences however many publish at once', async () => {
    await using bus = await open();
    await using other = await open();
    const stream = await declared(bus);
    const seeing = readUntil(reading(other, stream), 0);

    const publishers = numbersUpTo(12).map(async (publisher) => {
      for (const call of numbersUpTo(10)) {
        const messages = numberedFrom(stream.subject(`p${publisher}`), call * 10, call * 10 + (call % 4));
        await (publisher % 2 ? bus : other).publish(stream.name, messages);
      }
    });
    await Promise.all(publishers);
    await bus.publish(stream.name, [numbered(stream.subject('end'), 0)]);

    const seen = await seeing;
    expect(seen).toHaveLength(12 * (10 + 1 + 2 + 3 + 0 + 1 + 2 + 3 + 0 + 1 + 2) + 1);
    const sequences = seen.map(({ sequence }) => sequence);
    expect(sequences).toEqual(inOrder(new Set(sequences)));
    for (const events of Map.groupBy(seen, ({ subject }) => subject).values()) {
      expect(events.map(numberOf)).toEqual(inOrder(events.map(numberOf)));
    }
  });

  test('a thousand events in calls of a hundred arrive in order', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    const seen = numbersUntil(bus, stream, 1_000);

    for (const call of numbersUpTo(10)) await publish(bus, stream, call * 100 - 99, call * 100);

    expect(await seen).toEqual(numbersUpTo(1_000));
  });
}
