import { streams } from '@constellation/schema';
import { expect, inject, test } from 'vitest';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import type { Stored } from './bus.ts';
import { declared, numberOf, publish } from './contract/test-stream.ts';
import { deadLetters, retryDeadLetters } from './dead-letters.ts';

test.for(platformKinds)(
  'on the %s platform, once the cause is mended, what was given up goes back to its consumer, and no letter stays',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    const { bus } = platform;
    await bus.declare(streams);
    const stream = await declared(bus);
    const handled: number[] = [];
    let mended = false;
    const handle = async (stored: Stored) => {
      if (!mended && numberOf(stored) !== 2) throw Object.assign(new Error('a bug'), { code: 'A_BUG' });
      handled.push(numberOf(stored));
    };
    await using _consumer = bus.consume(stream.name, { durable: 'mended', retryDelaysMs: [], handle });
    await using _other = bus.consume(stream.name, {
      durable: 'unmended',
      retryDelaysMs: [],
      handle: () => Promise.reject(new Error('never')),
    });
    await publish(bus, stream, 1, 3);
    await expect.poll(async () => (await deadLetters(bus)).length).toBe(5);

    mended = true;
    const found = await deadLetters(bus, 'mended');
    const { retried, gone } = await retryDeadLetters(bus, found);

    expect(found).toMatchObject([1, 3].map(() => ({ durable: 'mended', attempts: 1, errorCode: 'A_BUG' })));
    expect([retried, gone]).toEqual([found, []]);
    await expect.poll(() => handled).toEqual([2, 1, 3]);
    expect((await deadLetters(bus)).map(({ durable }) => durable)).toEqual(['unmended', 'unmended', 'unmended']);
  },
);

test.for(platformKinds)('on the %s platform a letter about an event that is gone is told apart', async (kind) => {
  await using platform = await testPlatform(kind, inject('postgresUrl'));
  const { bus } = platform;
  await bus.declare(streams);
  const stream = await declared(bus);
  const handle = () => Promise.reject(new Error('never'));
  await using _consumer = bus.consume(stream.name, { durable: 'failing', retryDelaysMs: [], handle });
  await publish(bus, stream, 1, 1);
  await expect.poll(async () => (await deadLetters(bus)).length).toBe(1);
  await bus.remove(stream.name, stream.subject('a'));

  const found = await deadLetters(bus);

  expect(await retryDeadLetters(bus, found)).toEqual({ retried: [], gone: found });
  expect(await deadLetters(bus)).toEqual([]);
});
