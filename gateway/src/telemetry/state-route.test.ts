import { afterAll, beforeEach, expect, test } from 'vitest';
import { fixtureSubgraph } from '../testing/fixture-subgraph.ts';
import { device, deviceOrCustomer } from '../testing/ingest-gateway.ts';
import { openTestGateway } from '../testing/test-gateway.ts';

const begin = {
  desired: { state: { led: 'on', fan: null }, version: 3 },
  reported: { state: { led: 'off', fan: 2, battery: 80 }, version: 7 },
};
const present = { ...begin, isAway: false };
const refusals = new Map([[9, { code: 'DEVICE_DECOMMISSIONED', message: 'Out of use' }]]);

/** Whoever asks is told of the one device there is, under its own id. */
const telemetry = fixtureSubgraph('telemetry', {
  Query: {
    device: (_: unknown, { id }: { id: string }) => {
      if (present.isAway) throw new Error('the secret is 42');
      return id === device.id ? present : null;
    },
  },
  Mutation: {
    reportState: (_: unknown, given: { deviceId: string; state: Record<string, unknown>; version: number }) => {
      const { deviceId, state, version } = given;
      const refused = deviceId === device.id ? refusals.get(version) : { code: 'FORBIDDEN', message: 'Not yours' };
      if (refused) return { errors: [{ ...refused, path: ['deviceId'] }] };
      Object.assign(present, { reported: { state, version } });
      return { device: present, errors: [] };
    },
  },
});
const gateway = await openTestGateway({
  subgraphs: { telemetry },
  authenticate: deviceOrCustomer,
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(() => void Object.assign(present, begin, { isAway: false }));

interface Sent extends RequestInit {
  readonly id?: string;
  readonly headers?: Record<string, string>;
}

async function send({ id = device.id, headers = {}, ...request }: Sent = {}) {
  const response = await fetch(`${gateway.url}/telemetry/devices/${id}/state`, {
    ...request,
    headers: { authorization: 'device', 'content-type': 'application/json', ...headers },
  });
  const text = await response.text();
  return { status: response.status, tag: response.headers.get('etag'), body: text === '' ? null : JSON.parse(text) };
}
const tell = (body: unknown, sent: Sent = {}) => send({ method: 'PUT', body: JSON.stringify(body), ...sent });
const refused = (status: number, code: string) => ({
  status,
  tag: null,
  body: { errors: [{ message: expect.any(String), extensions: expect.objectContaining({ code }) }] },
});

test('a device is told what it should be like, and what it lacks of that', async () => {
  expect(await send()).toEqual({ status: 200, tag: '"3-7"', body: { ...begin, delta: { led: 'on', fan: null } } });
});

test('who knows the versions already is told nothing, until one of them changes', async () => {
  const asking = { headers: { 'if-none-match': '"0-0", W/"3-7"' } };

  const unchanged = await send(asking);
  Object.assign(present, { desired: { state: {}, version: 4 } });

  expect(unchanged).toEqual({ status: 304, tag: '"3-7"', body: null });
  expect(await send(asking)).toMatchObject({ status: 200, tag: '"4-7"', body: { delta: {} } });
});

test.each(['PUT', 'POST'])('a device says by %s what it is like, and is told what it still lacks', async (method) => {
  const answer = await tell({ state: { led: 'on', fan: 1 }, version: 8 }, { method });

  const reported = { state: { led: 'on', fan: 1 }, version: 8 };
  expect(answer).toEqual({ status: 200, tag: '"3-8"', body: { ...begin, reported, delta: { fan: null } } });
});

test.each<[what: string, body: unknown]>([
  ['a state that is no object', { state: ['led'], version: 8 }],
  ['no version', { state: {} }],
  ['a version that is no whole number', { state: {}, version: 1.5 }],
  ['a version beyond what is counted', { state: {}, version: 2 ** 31 }],
  ['something else', 'on'],
])('%s is no report', async (_what, body) => {
  expect(await tell(body)).toEqual(refused(400, 'BAD_REQUEST'));
});

test.each<[what: string, status: number, code: string, sent: Sent]>([
  ['a device that is not there for them', 404, 'NOT_FOUND', { id: 'another' }],
  ['what is no credential', 401, 'UNAUTHENTICATED', { headers: { authorization: 'forged' } }],
  ['somebody without the right', 403, 'FORBIDDEN', { headers: { authorization: 'customer' } }],
])('for %s the answer is %i', async (_what, status, code, sent) => {
  expect(await send(sent)).toEqual(refused(status, code));
});

test.each<[what: string, status: number, code: string, sent: Sent, version: number]>([
  ['another device', 403, 'FORBIDDEN', { id: 'another' }, 8],
  ['one that is out of use', 409, 'DEVICE_DECOMMISSIONED', {}, 9],
  ['somebody without the right', 403, 'FORBIDDEN', { headers: { authorization: 'customer' } }, 8],
])('nothing is taken from %s', async (_what, status, code, sent, version) => {
  expect(await tell({ state: {}, version }, sent)).toEqual(refused(status, code));
  expect(present.reported).toEqual(begin.reported);
});

test('while telemetry cannot tell, there is an outage that tells nothing of the inside', async () => {
  present.isAway = true;

  const answer = await send();

  expect(answer).toEqual(refused(503, 'SUBGRAPH_UNAVAILABLE'));
  expect(JSON.stringify(answer.body)).not.toContain('secret');
});
