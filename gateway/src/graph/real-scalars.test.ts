import { expect, test } from 'vitest';
import { harbour } from '../testing/fixtures.ts';
import { openTestGateway } from '../testing/test-gateway.ts';

const holdTable = 'mutation ($input: HoldTableInput!) { holdTable(input: $input) { booking { id } } }';
const input = { venueId: harbour.id, partySize: 2, startsAt: '2030-06-14T19:30', guest: { name: 'Ada' } };

test("a scalar's bad value in a variable is refused at the edge, with the way to it", async () => {
  await using gateway = await openTestGateway();

  const answer = await gateway.post(holdTable, { input: { ...input, startsAt: 'tonight' } });

  expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  expect(answer.errors?.[0]?.message).toContain('"input.startsAt"');
  expect(gateway.booking.calls).toEqual([]);
});

test("a scalar's bad value in the document is refused at the edge", async () => {
  await using gateway = await openTestGateway();

  const answer = await gateway.post('{ booking(serial: -1.5) { id } }');

  expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  expect(gateway.booking.calls).toEqual([]);
});

test("subgraphs get the client's own values", async () => {
  await using gateway = await openTestGateway();

  const { errors } = await gateway.post(holdTable, { input: { ...input, duration: 'PT90M' } });

  expect(errors).toBeUndefined();
  expect(gateway.booking.calls[0]?.variables).toMatchObject({
    input: { startsAt: '2030-06-14T19:30', duration: 'PT90M' },
  });
});
