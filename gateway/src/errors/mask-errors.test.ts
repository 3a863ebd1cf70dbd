import { expect, test } from 'vitest';
import { openTestGateway } from '../testing/test-gateway.ts';

test('an error that is not meant for clients becomes a trace id, and the log says the rest', async () => {
  await using gateway = await openTestGateway();

  const { data, errors } = await gateway.post('{ venue(slug: "broken") { id } }');

  expect(data).toEqual({ venue: null });
  expect(errors).toEqual([
    {
      message: expect.stringMatching(/trace [0-9a-f]{32}/),
      path: ['venue'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: expect.any(String) },
    },
  ]);
  const traceId = String(errors?.[0]?.extensions['traceId']);
  expect(gateway.logged.filter((line) => line.includes(traceId)).join()).toContain('password authentication failed');
});

test("a subgraph's coded error keeps code, words and path, and loses what is inside", async () => {
  await using gateway = await openTestGateway();

  const { errors } = await gateway.post('{ venue(slug: "refused") { id } }');

  expect(errors).toEqual([{ message: 'One of id and slug', path: ['venue'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a large request that is refused gets a small answer', async () => {
  await using gateway = await openTestGateway();
  const input = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`unknown${index}`, 'x'.repeat(10_000)]));

  const answer = await gateway.post(
    'mutation ($input: HoldTableInput!) { holdTable(input: $input) { errors { code } } }',
    { input },
  );

  expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  expect(JSON.stringify(answer).length).toBeLessThan(100_000);
});
