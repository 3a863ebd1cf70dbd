import { expect, test } from 'vitest';
import type { Bus, Stored } from '../bus.ts';
import { type Harness, numbered, numberedFrom, numberOf, readUntil, testStream, type TestStream, untilLeft } from './harness.ts';

const published = async (bus: Bus, options?: Partial<TestStream>) => {
  const stream = testStream(options);
  await bus.declare([stream]);
  const sequences = await bus.publish(stream.name, numberedFrom(stream.subject('a'), 1, 5));
  return { stream, sequences };
};

/** Where reading begins and what it shows. */
export function reading({ open }: Harness): void {
  test('a reader from the start sees what is there and then what comes', async () => {
    await using bus = await open();
    const { stream } = await published(bus);

    const seen = readUntil(bus.read(stream.name, { from: 'start', signal: untilLeft() }), 7);
    await bus.publish(stream.name, numberedFrom(stream.subject('a'), 6, 7));

    expect((await seen).map(numberOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('a reader from a sequence sees only what is behind it', async () => {
    await using bus = await open();
    const { stream, sequences } = await published(bus);

    const seen = await readUntil(bus.read(stream.name, { from: sequences[2] ?? 0, signal: untilLeft() }), 5);

    expect(seen.map(numberOf)).toEqual([4, 5]);
  });

  test('a reader from the newest sequence misses nothing that is published afterwards', async () => {
    await using bus = await open();
    const { stream } = await published(bus);
    const newest = await bus.newest(stream.name);
    await bus.publish(stream.name, numberedFrom(stream.subject('a'), 6, 7));

    const seen = await readUntil(bus.read(stream.name, { from: newest, signal: untilLeft() }), 7);

    expect(seen.map(numberOf)).toEqual([6, 7]);
  });

  test('a reader from the end sees nothing that was there before', async () => {
    await using bus = await open();
    const { stream } = await published(bus);
    let next = 6;

    const seen: Stored[] = [];
    const reading = (async () => {
      for await (const stored of bus.read(stream.name, { from: 'end', signal: untilLeft() })) {
        seen.push(stored);
        if (seen.length === 3) break;
      }
    })();
    while (seen.length < 3) await bus.publish(stream.name, [numbered(stream.subject('a'), next++)]);
    await reading;

    const [first = 0, second, third] = seen.map(numberOf);
    expect(first).toBeGreaterThan(5);
    expect([second, third]).toEqual([first + 1, first + 2]);
  });

  test('a pattern chooses subjects by token and by beginning', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const subjects = [['a'], ['a', 'x'], ['b', 'x'], ['a', 'x', 'y'], ['ax', 'x'], ['a', 'x', '-'], ['a', 'end'], ['end']];
    await bus.publish(stream.name, subjects.map((tokens, index) => numbered(stream.subject(...tokens), index + 1)));
    const chosen = async (subject: string, last: number) =>
      (await readUntil(bus.read(stream.name, { from: 'start', subject, signal: untilLeft() }), last)).map(numberOf);

    expect(await chosen(stream.subject('a', '*'), 7)).toEqual([2, 7]);
    expect(await chosen(stream.subject('*', 'x'), 5)).toEqual([2, 3, 5]);
    expect(await chosen(stream.subject('a', '>'), 7)).toEqual([2, 4, 6, 7]);
    expect(await chosen(stream.subject('a', 'x', '-'), 6)).toEqual([6]);
    expect(await chosen('>', 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
}

/** How reading begins late and ends. */
export function readersLives({ open }: Harness): void {
  test('a reader may be there before its stream', async () => {
    await using bus = await open();
    const stream = testStream();
    const seen = readUntil(bus.read(stream.name, { from: 'end', signal: untilLeft() }), 1);

    await bus.declare([stream]);
    await bus.publish(stream.name, [numbered(stream.subject('a'), 1)]);

    expect((await seen).map(numberOf)).toEqual([1]);
  });

  test('reading ends quietly when its signal aborts, while it waits and while it is served', async () => {
    await using bus = await open();
    const { stream } = await published(bus);
    const stopping = new AbortController();

    const seen: number[] = [];
    for await (const stored of bus.read(stream.name, { from: 'start', signal: stopping.signal })) {
      seen.push(numberOf(stored));
      if (seen.length === 2) stopping.abort();
    }
    const waiting = new AbortController();
    const silent = readUntil(bus.read(stream.name, { from: await bus.newest(stream.name), signal: waiting.signal }), 1);
    waiting.abort();

    expect(seen).toEqual([1, 2]);
    expect(await silent).toEqual([]);
  });

  test('reading ends when the bus is disposed', async () => {
    const bus = await open();
    const { stream } = await published(bus);
    const reading = readUntil(bus.read(stream.name, { from: 'start', signal: untilLeft() }), 99);

    await bus[Symbol.asyncDispose]();

    expect((await reading).length).toBeLessThanOrEqual(5);
  });

  test('a slow reader gets everything and holds nobody up', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const slow = bus.read(stream.name, { from: 'start', signal: untilLeft() })[Symbol.asyncIterator]();
    await bus.publish(stream.name, [numbered(stream.subject('a'), 1)]);
    const first = await slow.next();

    for (const call of [0, 1, 2]) await bus.publish(stream.name, numberedFrom(stream.subject('a'), call * 500 + 2, call * 500 + 501));
    const quick = await readUntil(bus.read(stream.name, { from: 'start', signal: untilLeft() }), 1_501);
    const rest = await readUntil({ [Symbol.asyncIterator]: () => slow }, 1_501);

    expect(numberOf(first.value)).toBe(1);
    expect(rest.map(numberOf)).toEqual(quick.slice(1).map(numberOf));
  });
}
