import { expect, test } from 'vitest';
import { openTestGateway } from '../testing/test-gateway.ts';

const key = { 'idempotency-key': 'a-key' };
const confirm = 'confirmBooking(id: "0190ab12-0000-7000-8000-000000000000") { errors { code } }';

test('an idempotency key goes with a document of exactly one mutation field', async () => {
  await using gateway = await openTestGateway();

  const answer = await gateway.post(`mutation { ${confirm} }`, {}, key);

  expect(answer.errors).toBeUndefined();
});

test.each([
  ['a query', '{ venue(slug: "dome") { id } }'],
  ['two mutation fields', `mutation { a: ${confirm} b: ${confirm} }`],
  ['a fragment in place of the field', `mutation { ...F } fragment F on Mutation { ${confirm} }`],
])('an idempotency key with %s is refused', async (_, query) => {
  await using gateway = await openTestGateway();

  const answer = await gateway.post(query, {}, key);

  expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  expect(gateway.booking.calls).toEqual([]);
});
