import { expect, inject, test } from 'vitest';
import { rawMessage } from '../bus/raw.ts';
import { openNotes } from '../outbox/notes-for-tests.ts';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import { startProcess } from './process-for-tests.ts';
import { batchConsumer } from './worker.ts';

const stream = { name: 'LETTERS', description: 'Letters.', subjects: ['letter.*'], isRaw: true };

const definition = { stream: stream.name, durable: 'postman', most: 100, weigh: () => 1 };

const letters = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    rawMessage(`letter.${index}`, index, Temporal.Instant.from('2026-01-01T00:00:00Z')),
  );

test.for(platformKinds)(
  'on the %s platform a consumer of batches acts as its subgraph, and what came of messages is counted',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await platform.bus.declare([stream]);
    await using database = await openNotes(platform);
    const seen: unknown[] = [];
    const worker = batchConsumer({
      ...definition,
      handleAll: async ({ principal }, messages) => {
        seen.push(...messages.map(({ subject, event }) => [subject, event.data, principal.kind]));
        return { delivered: messages.length - 1, returned: 1 };
      },
    });
    await platform.bus.publish(stream.name, letters(3));

    await using _process = startProcess('one', platform, database, [worker]);

    const told = () => platform.metrics.text();
    const labels = 'stream="LETTERS",durable="postman"';
    await expect.poll(told).toContain(`constellation_consumer_results_total{${labels},result="delivered"} 2`);
    expect(await told()).toContain(`constellation_consumer_results_total{${labels},result="returned"} 1`);
    await expect.poll(told).toContain(`constellation_consumer_events_total{${labels},outcome="done"} 3`);
    expect(seen).toEqual([0, 1, 2].map((index) => [`letter.${index}`, index, 'SERVICE']));
  },
);

test('while the database is away messages wait and none is given up', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await platform.bus.declare([stream]);
  await using database = await openNotes(platform);
  let attempts = 0;
  const worker = batchConsumer({
    ...definition,
    handleAll: async (_, messages) => {
      attempts += 1;
      if (attempts < 4) throw Object.assign(new Error('the server is shutting down'), { code: '57P01' });
      return { delivered: messages.length };
    },
  });
  await platform.bus.publish(stream.name, letters(5));

  await using _process = startProcess('one', platform, database, [worker]);

  await expect.poll(() => platform.metrics.text()).toContain('result="delivered"} 5');
  expect(attempts).toBe(4);
});
