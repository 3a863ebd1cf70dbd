import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import { notes, slowNotes } from './notes.ts';
import { declared, numbersUpTo, publish } from './test-stream.ts';

/** How a consumer ends, and how another of its name goes on. */
export function ending({ open }: Harness): void {
  test('a consumer goes on where the one before it ended: nothing is lost, nothing comes twice', async () => {
    await using bus = await open();
    await using other = await open();
    const stream = await declared(bus);
    const { seen, handle } = notes();
    const first = bus.consume(stream.name, { durable: 'resumed', handle });
    await publish(bus, stream, 1, 150);
    await expect.poll(() => seen).toHaveLength(150);
    await first[Symbol.asyncDispose]();
    await publish(bus, stream, 151, 200);

    await using _second = other.consume(stream.name, { durable: 'resumed', handle });

    await expect.poll(() => seen).toEqual(numbersUpTo(200));
  });

  test('disposing waits for the event in hand and leaves those behind it to the next', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await publish(bus, stream, 1, 5);
    const [slow, next] = [slowNotes(), notes()];
    const first = bus.consume(stream.name, { durable: 'ending', handle: slow.handle });
    await slow.begun;

    const ended = first[Symbol.asyncDispose]();
    const soon = await Promise.race([Promise.resolve(ended).then(() => 'ended'), bus.ping().then(() => 'waits')]);
    slow.letGo();
    await ended;
    await using _second = bus.consume(stream.name, { durable: 'ending', handle: next.handle });

    expect(soon).toBe('waits');
    expect(slow.seen).toEqual([1]);
    await expect.poll(() => next.seen).toEqual([2, 3, 4, 5]);
  });

  test('disposing the bus disposes its consumers', async () => {
    const bus = await open();
    const stream = await declared(bus);
    await publish(bus, stream, 1, 3);
    const { seen, handle, begun, letGo } = slowNotes();
    bus.consume(stream.name, { durable: 'ending', handle });
    await begun;

    const ended = bus[Symbol.asyncDispose]();
    letGo();
    await ended;

    expect(seen).toEqual([1]);
  });
}
