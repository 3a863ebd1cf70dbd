import { expect, test } from 'vitest';
import type { Bus } from '../bus.ts';
import { BegunAnew } from '../refusals.ts';
import type { Harness } from './harness.ts';
import { notes } from './notes.ts';
import {
  declared,
  numberedFrom,
  numbersIn,
  numbersUntil,
  numbersUpTo,
  publish,
  publishInTheEnd,
  type TestStream,
} from './test-stream.ts';

/** A stream that holds some events, and the name of its beginning. */
async function begun(bus: Bus): Promise<{ stream: TestStream; epoch: string }> {
  const stream = await declared(bus);
  await publish(bus, stream, 1, 20);
  return { stream, epoch: await bus.epoch(stream.name) };
}

/** What becomes of streams whose log loses everything that it held. */
export function beginnings({ open, cut, loseData }: Harness): void {
  test('a beginning keeps its name: for others, when it is declared again, when the connection is cut', async () => {
    await using bus = await open();
    await using other = await open();
    const { stream, epoch } = await begun(bus);

    await cut();
    const declaredAgain = () =>
      other.declare([{ ...stream, description: 'Another description.' }]).then(() => 'done', String);
    await expect.poll(declaredAgain).toBe('done');
    await cut();

    for (const each of [bus, other]) {
      await expect.poll(() => each.epoch(stream.name).catch(() => 'away')).toBe(epoch);
    }
    await bus.publish(stream.name, numberedFrom(stream.subject('a'), 21, 21), epoch);
    expect(await numbersIn(bus, stream)).toEqual(numbersUpTo(21));
  });

  test('after a loss the stream has another name, and what was meant for the lost one is refused', async () => {
    await using bus = await open();
    const { stream, epoch } = await begun(bus);

    await loseData();
    await expect.poll(() => bus.declare([stream]).then(() => 'declared', String)).toBe('declared');
    const refused = bus.publish(stream.name, numberedFrom(stream.subject('a'), 21, 21), epoch);

    await expect(refused).rejects.toThrow(BegunAnew);
    expect(await bus.epoch(stream.name)).not.toBe(epoch);
    expect(await numbersIn(bus, stream)).toEqual([]);
  });

  test('a reader is told, and so is who would go on from a place in the lost one', async () => {
    await using bus = await open();
    const { stream, epoch } = await begun(bus);
    const place = await bus.newest(stream.name);
    const reader = numbersUntil(bus, stream, 30);
    reader.catch(() => {});

    await loseData();
    await expect.poll(() => bus.declare([stream]).then(() => 'declared', String)).toBe('declared');
    await publishInTheEnd(bus, stream, 21, 30);

    await expect(reader).rejects.toThrow(BegunAnew);
    await expect(numbersUntil(bus, stream, 30, { from: place, epoch })).rejects.toThrow(BegunAnew);
    expect(await numbersUntil(bus, stream, 30, { epoch: await bus.epoch(stream.name) })).toHaveLength(10);
  });
}

/** What becomes of consumers then. */
export function consumersBeginnings({ open, loseData }: Harness): void {
  test('a consumer begins anew, too: it handles everything that the stream holds from then on', async () => {
    await using bus = await open();
    const { stream } = await begun(bus);
    const { seen, handle } = notes();
    await using _consumer = bus.consume(stream.name, { durable: 'starting-over', handle });
    await expect.poll(() => seen).toEqual(numbersUpTo(20));

    await loseData();
    await expect.poll(() => bus.declare([stream]).then(() => 'declared', String)).toBe('declared');
    await publishInTheEnd(bus, stream, 21, 30);

    await expect.poll(() => [...new Set(seen)]).toEqual(numbersUpTo(30));
  });
}
