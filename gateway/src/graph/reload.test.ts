import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supergraphPath } from '@constellation/schema';
import { expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { eventually } from '../testing/eventually.ts';
import { domeBooking } from '../testing/fixtures.ts';
import { openTestGateway } from '../testing/test-gateway.ts';

const original = await readFile(supergraphPath, 'utf8');
const withoutReference = original.replace(/\n *"""[^"]*"""\n *reference: String!.*\n/, '\n');

/** A supergraph in a file of its own, replaced as deployments do: by a rename. */
async function supergraphFile() {
  const folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, original);
  return {
    path,
    async replace(supergraph: string) {
      await writeFile(join(folder, 'next'), supergraph);
      await rename(join(folder, 'next'), path);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

const query = `{ booking(id: "${domeBooking.id}") { reference } }`;

test('a changed supergraph is served without a restart, again and again', async () => {
  await using file = await supergraphFile();
  await using gateway = await openTestGateway({ supergraph: file.path });
  const status = async () => (await gateway.post(query)).status;
  const before = await status();

  await file.replace(withoutReference);
  await eventually(status).toBe(400);
  await file.replace(original);
  await eventually(status).toBe(200);

  expect(before).toBe(200);
});

test('a supergraph that cannot be used is logged, and the old one stays', async () => {
  await using file = await supergraphFile();
  await using gateway = await openTestGateway({ supergraph: file.path });

  await file.replace(original.slice(0, 5_000));
  await eventually(() => gateway.logged.join()).toContain('the old one stays');

  expect(await gateway.post(query)).toMatchObject({ data: { booking: { reference: 'DM-1' } } });
});

test('live subscriptions go on with the new graph, and end with an error when it cannot answer them', async () => {
  await using file = await supergraphFile();
  await using gateway = await openTestGateway({ supergraph: file.path });
  await using client = await gateway.socket();
  await client.subscribe('kept', 'subscription { bookingStatusChanged { booking { status } } }');
  await client.subscribe('lost', 'subscription { bookingStatusChanged { booking { reference } } }');

  await file.replace(withoutReference);
  const ended = await client.next('lost');
  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 2)]);

  expect(ended).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  expect(await client.data('kept')).toEqual({ booking: { status: 'HELD' } });
  expect(await gateway.metric('gateway_subscription_topics')).toBe(1);
});
