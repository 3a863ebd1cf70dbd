import { deadLetter, parseEvent, streams } from '@constellation/schema';
import { expect, test } from 'vitest';
import type { Stored } from '../bus.ts';
import { type Harness, numbered, numberedFrom, numberOf, testStream } from './harness.ts';

/** What happens to events that fail. */
export function failing({ open }: Harness): void {
  test('an event that fails is tried again while those behind it go on', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const done: number[] = [];
    const handle = async (stored: Stored) => {
      if (numberOf(stored) === 2 && !done.includes(5)) throw new Error('not before 5');
      done.push(numberOf(stored));
    };

    await using _consumer = bus.consume(stream.name, { durable: 'retrying', retryDelaysMs: Array(100).fill(20), handle });
    await bus.publish(stream.name, numberedFrom(stream.subject('a'), 1, 5));

    await expect.poll(() => done).toEqual([1, 3, 4, 5, 2]);
  });

  test('each attempt waits its delay', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const attempts: number[] = [];
    const handle = async () => {
      attempts.push(performance.now());
      if (attempts.length < 4) throw new Error('not yet');
    };

    await using _consumer = bus.consume(stream.name, { durable: 'waiting', retryDelaysMs: [50, 100, 200], handle });
    await bus.publish(stream.name, [numbered(stream.subject('a'), 1)]);

    await expect.poll(() => attempts, { timeout: 5_000 }).toHaveLength(4);
    const [first = 0, second = 0, third = 0, fourth = 0] = attempts;
    expect(second - first).toBeGreaterThanOrEqual(45);
    expect(third - second).toBeGreaterThanOrEqual(95);
    expect(fourth - third).toBeGreaterThanOrEqual(195);
  });

  test('an event that waits for its next attempt is inherited with its attempts when its process goes', async () => {
    await using bus = await open();
    const other = await open();
    const stream = testStream();
    await bus.declare([...streams, stream]);
    const attempts: string[] = [];
    const failAs = (process: string) => async () => {
      attempts.push(process);
      throw new Error('never');
    };
    const options = { durable: 'inherited', retryDelaysMs: [200, 200] };
    other.consume(stream.name, { ...options, handle: failAs('first') });
    await bus.publish(stream.name, [numbered(stream.subject('a'), 1)]);
    await expect.poll(() => attempts).toEqual(['first']);
    await other[Symbol.asyncDispose]();

    await using _heir = bus.consume(stream.name, { ...options, handle: failAs('heir') });

    await expect.poll(() => bus.last('DEAD_LETTERS', `dead.${stream.name}.inherited`), { timeout: 5_000 }).toBeDefined();
    expect(attempts).toEqual(['first', 'heir', 'heir']);
  });
}

/** What happens to events that fail for good. */
export function dying({ open }: Harness): void {
  test('an event that fails after its last delay goes to the dead letters, by its ids alone, and is done with', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([...streams, stream]);
    const attempted: number[] = [];
    const handle = async (stored: Stored) => {
      attempted.push(numberOf(stored));
      if (numberOf(stored) === 1) throw Object.assign(new Error('Ada Lovelace is unknown'), { code: 'NOT_FOUND' });
    };
    const poison = numbered(stream.subject('a'), 1);
    const [sequence] = await bus.publish(stream.name, [poison]);

    const consumer = bus.consume(stream.name, { durable: 'giving-up', retryDelaysMs: [10, 20], handle });

    const subject = `dead.${stream.name}.giving-up`;
    await expect.poll(() => bus.last('DEAD_LETTERS', subject), { timeout: 5_000 }).toBeDefined();
    const letter = await bus.last('DEAD_LETTERS', subject);
    const { data } = parseEvent(deadLetter, letter?.event ?? poison.event);
    expect(data).toEqual({
      stream: stream.name,
      durable: 'giving-up',
      sequence,
      eventId: poison.event.id,
      eventSubject: poison.subject,
      attempts: 3,
      errorCode: 'NOT_FOUND',
    });
    await consumer[Symbol.asyncDispose]();
    await using _next = bus.consume(stream.name, { durable: 'giving-up', handle });
    await bus.publish(stream.name, [numbered(stream.subject('a'), 2)]);
    await expect.poll(() => attempted).toEqual([1, 1, 1, 2]);
  });

  test('an event without any retry is a dead letter at once, with a code that tells nothing of its message', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([...streams, stream]);
    await bus.publish(stream.name, [numbered(stream.subject('a'), 1)]);
    const handle = async () => {
      throw new Error('Ada Lovelace is unknown');
    };

    await using _consumer = bus.consume(stream.name, { durable: 'strict', retryDelaysMs: [], handle });

    await expect.poll(() => bus.last('DEAD_LETTERS', `dead.${stream.name}.strict`), { timeout: 5_000 }).toMatchObject({
      event: { data: { attempts: 1, errorCode: 'INTERNAL_SERVER_ERROR' } },
    });
  });

  test('an event that was removed is not tried again', async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const [removed, kept] = [stream.subject('removed'), stream.subject('kept')];
    const attempts: number[] = [];
    const handle = async (stored: Stored) => {
      attempts.push(numberOf(stored));
      if (attempts.filter((number) => number === numberOf(stored)).length < 3) throw new Error('again');
    };
    await bus.publish(stream.name, [numbered(removed, 1), numbered(kept, 2)]);

    await using _consumer = bus.consume(stream.name, { durable: 'forgetting', retryDelaysMs: [400, 400], handle });
    await expect.poll(() => attempts).toEqual([1, 2]);
    await bus.remove(stream.name, removed);

    await expect.poll(() => attempts, { timeout: 5_000 }).toEqual([1, 2, 2, 2]);
  });
}
