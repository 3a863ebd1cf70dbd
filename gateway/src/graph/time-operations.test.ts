import { expect, test } from 'vitest';
import { openTestGateway } from '../testing/test-gateway.ts';

const confirm = 'mutation { confirmBooking(id: "1") { errors { code } } }';

test.for([
  ['a query', '{ venue(slug: "dome") { name } }', 'query', 'ok'],
  ['a mutation', confirm, 'mutation', 'ok'],
  ['a query that a subgraph answers with an error', '{ venue(slug: "broken") { name } }', 'query', 'error'],
  ['a mutation of no such field', 'mutation { confirmNothing }', 'mutation', 'error'],
  [
    'a subscription, which is refused here,',
    'subscription { bookingStatusChanged { cursor } }',
    'subscription',
    'error',
  ],
  ['what is no document', '{ venue', 'unknown', 'error'],
  ['a document that does not say which operation is meant', `query A { __typename } ${confirm}`, 'unknown', 'error'],
] as const)('%s is timed once, by its type and outcome', async ([, query, type, outcome]) => {
  await using gateway = await openTestGateway();

  await gateway.post(query);

  expect(await gateway.metric(`gateway_operation_seconds_count{type="${type}",outcome="${outcome}"}`)).toBe(1);
});

test('a mutation is timed as one also when its idempotency key is refused', async () => {
  await using gateway = await openTestGateway();

  await gateway.post('mutation { __typename again: __typename }', {}, { 'idempotency-key': 'a' });

  expect(await gateway.metric('gateway_operation_seconds_count{type="mutation",outcome="error"}')).toBe(1);
});
