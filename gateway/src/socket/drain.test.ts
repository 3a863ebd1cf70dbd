import { expect, test } from 'vitest';
import { openTestGateway } from '../testing/test-gateway.ts';

test('a gateway that closes sends its clients elsewhere and does not tell them that their subscriptions are over', async () => {
  const gateway = await openTestGateway();
  await using client = await gateway.socket();
  await client.subscribe('1', 'subscription { bookingStatusChanged { version } }');

  await gateway[Symbol.asyncDispose]();

  expect(await client.closed).toMatchObject({ code: 1012 });
  expect(client.frames).toEqual([]);
});

test('a client that does not say goodbye holds nobody up', async () => {
  const gateway = await openTestGateway({ limits: { goodbyeMs: 50 } });
  await using client = await gateway.socket();

  client.pause();
  await gateway[Symbol.asyncDispose]();
  client.resume();

  expect(await client.closed).toMatchObject({ code: 1012 });
});
