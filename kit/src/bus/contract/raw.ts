import { expect, test } from 'vitest';
import { newId } from '../../identifier.ts';
import type { Bus, Stored } from '../bus.ts';
import { rawMessage } from '../raw.ts';
import { StreamFull } from '../refusals.ts';
import type { Harness } from './harness.ts';
import { declared, publish, reading, type TestStream } from './test-stream.ts';

const at = Temporal.Instant.from('2026-01-01T00:00:00Z');

const send = (bus: Bus, stream: TestStream, payload: unknown, id?: string) =>
  bus.publish(stream.name, [rawMessage(stream.subject('a'), payload, at, id)]);

async function firstOf(bus: Bus, stream: TestStream): Promise<Stored | undefined> {
  for await (const stored of reading(bus, stream)) return stored;
  return undefined;
}

/** Messages that are no events, and streams that take only so much. */
export function raw({ open }: Harness): void {
  test.each([
    ['an object', { secret: 's', points: [{ value: 1.5 }] }, { secret: 's', points: [{ value: 1.5 }] }],
    ['what poses as an event', { specversion: '1.0', data: 1 }, { specversion: '1.0', data: 1 }],
    ['a number', 7, 7],
    ['text that is JSON', '[1, null]', [1, null]],
    ['text that is none', '{"Zoë’s', '{"Zoë’s'],
    ['nothing', '', ''],
  ])('a raw stream gives %s as data of an event under its own id', async (_, payload, data) => {
    await using bus = await open();
    const stream = await declared(bus, { isRaw: true });
    const id = newId();

    await send(bus, stream, payload, id);

    const stored = await firstOf(bus, stream);
    expect(stored).toMatchObject({ subject: stream.subject('a'), event: { id, subject: stream.subject('a'), data } });
    expect(Temporal.Instant.from(stored?.event.time ?? '')).toBeInstanceOf(Temporal.Instant);
    expect(await bus.last(stream.name, stream.subject('a'))).toEqual(stored);
  });

  test('a full stream refuses more and loses nothing, and takes more once something is done with', async () => {
    await using bus = await open();
    const stream = await declared(bus, { isRaw: true, mostBytes: 50_000 });
    const payload = () => Array.from({ length: 100 }, newId).join();
    const sent: number[] = [];
    const fill = async () => {
      for (;;) sent.push(...(await send(bus, stream, payload())));
    };

    await expect(fill()).rejects.toThrow(StreamFull);
    const held = [...sent];
    const seen: number[] = [];
    const handleAll = async (batch: readonly Stored[]) => void seen.push(...batch.map(({ sequence }) => sequence));
    const options = { durable: 'emptying', most: 1_000, forgets: true, handleAll };
    await using _consumer = bus.consumeBatches(stream.name, options);
    await expect.poll(() => send(bus, stream, payload()).catch(() => 'refused')).not.toBe('refused');

    expect(held.length).toBeGreaterThan(5);
    expect(held.length).toBeLessThan(20);
    await expect.poll(() => seen.length).toBe(held.length + 1);
    expect(seen.slice(0, held.length)).toEqual(held);
  });

  test('a stream that is declared with a higher bound takes more', async () => {
    await using bus = await open();
    const stream = await declared(bus, { mostBytes: 1 });
    const refused = await publish(bus, stream, 1, 1).catch((error: unknown) => error);

    await bus.declare([{ ...stream, mostBytes: 1_000_000 }]);

    expect(refused).toMatchObject({ code: 'STREAM_FULL' });
    expect(await publish(bus, stream, 1, 3)).toHaveLength(3);
  });
}

/** What long messages must not break, however little they weigh. */
export function longMessages({ open }: Harness): void {
  test('one who is at work holds no more than two batches of 8 MiB, and works all off in the end', async () => {
    await using bus = await open();
    const stream = await declared(bus, { isRaw: true });
    const count = 40;
    const each = 900_000;
    for (let sent = 0; sent < count; sent += 1) await send(bus, stream, 'x'.repeat(each));
    const newest = await bus.newest(stream.name);
    const held = new Set<number>();
    const done: number[][] = [];
    const readByOther = Promise.withResolvers<void>();

    const weigh = ({ sequence }: Stored) => held.add(sequence) && 1;
    const handleAll = async (batch: readonly Stored[]) => {
      await readByOther.promise;
      done.push(batch.map(({ bytes }) => bytes));
    };
    const options = { durable: 'holding', most: 1_000, deadlineMs: 300_000, weigh, handleAll };
    await using _consumer = bus.consumeBatches(stream.name, options);
    await expect.poll(() => held.size).toBeGreaterThan(8);
    const read = await Array.fromAsync(reading(bus, stream, { until: newest }), ({ bytes }) => bytes);
    const heldMeanwhile = held.size;
    readByOther.resolve();

    await expect.poll(() => done.flat()).toEqual(read);
    expect(read).toHaveLength(count);
    expect(Math.min(...read)).toBeGreaterThanOrEqual(each);
    expect(heldMeanwhile).toBeLessThanOrEqual(19);
    expect(Math.max(...done.map(({ length }) => length))).toBeLessThanOrEqual(9);
  });
}
