import { deadLetter, parseEvent, streams } from '@constellation/schema';
import { expect, test } from 'vitest';
import type { Bus, Stored } from '../bus.ts';
import type { Harness } from './harness.ts';
import { declared, inOrder, numbered, numberOf, publish, type TestStream } from './test-stream.ts';

const letterFor = async (bus: Bus, stream: TestStream, durable: string) => {
  const find = () => bus.last('DEAD_LETTERS', `dead.${stream.name}.${durable}`);
  await expect.poll(find).toBeDefined();
  const letter = await find();
  return letter && parseEvent(deadLetter, letter.event).data;
};

/** What happens to events that fail for good. */
export function dying({ open }: Harness): void {
  test('an event that fails after its last delay goes to the dead letters, by its ids alone', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await bus.declare(streams);
    const poison = numbered(stream.subject('a'), 1);
    const [sequence] = await bus.publish(stream.name, [poison]);
    const handle = async () => {
      throw Object.assign(new Error('Ada Lovelace is unknown'), { code: 'NOT_FOUND' });
    };

    await using _consumer = bus.consume(stream.name, { durable: 'giving-up', retryDelaysMs: [10, 20], handle });

    expect(await letterFor(bus, stream, 'giving-up')).toEqual({
      stream: stream.name,
      durable: 'giving-up',
      sequence,
      eventId: poison.event.id,
      eventSubject: poison.subject,
      attempts: 3,
      errorCode: 'NOT_FOUND',
    });
  });

  test('a dead letter is done with: no other process of the consumer tries it again', async () => {
    await using bus = await open();
    await using other = await open();
    const stream = await declared(bus);
    await bus.declare(streams);
    const attempts: number[] = [];
    const handle = async (stored: Stored) => {
      attempts.push(numberOf(stored));
      if (numberOf(stored) === 1) throw new Error('never');
    };
    const first = bus.consume(stream.name, { durable: 'done-with', retryDelaysMs: [10], handle });
    await publish(bus, stream, 1, 2);
    await letterFor(bus, stream, 'done-with');
    await first[Symbol.asyncDispose]();

    await using _next = other.consume(stream.name, { durable: 'done-with', retryDelaysMs: [10], handle });
    await publish(bus, stream, 3, 3);

    await expect.poll(() => inOrder(attempts)).toEqual([1, 1, 2, 3]);
  });

  test('an event without any retry is a dead letter at once, under a code that tells nothing', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await bus.declare(streams);
    const handle = async () => {
      throw new Error('Ada Lovelace is unknown');
    };

    await using _consumer = bus.consume(stream.name, { durable: 'strict', retryDelaysMs: [], handle });
    await publish(bus, stream, 1, 1);

    const letter = await letterFor(bus, stream, 'strict');
    expect(letter).toMatchObject({ attempts: 1, errorCode: 'INTERNAL_SERVER_ERROR' });
  });
}
