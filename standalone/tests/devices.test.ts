import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import {
  askPlainly,
  decommission,
  type DeviceClient,
  newDevice,
  rotateSecret,
  sendPoints,
} from './fixtures/devices.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { holdSocket } from './fixtures/held-socket.ts';
import { as, signUpPerson, statusOf } from './fixtures/people.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const patience = { timeout: 15_000 };
const ingesting = `mutation ($points: [PointInput!]!) {
  result: ingest(points: $points) { accepted duplicates rejected { index code } errors { code } }
}`;
const seeing = 'query ($id: ID!) { device(id: $id) { id latest { value } } }';

/** A temperature of so many minutes ago. */
const pointsOf =
  ({ platform: { clock } }: OpenGraph) =>
  (value: number) => ({ metric: 'temperature', time: clock.now().subtract({ minutes: value }).toString(), value });

const latestOf = async (graph: OpenGraph, { id }: DeviceClient) => (await graph.ask(seeing, { id })).data;
const stored = (accepted: number, duplicates = 0) => ({ accepted, duplicates, rejected: [], rejectedTotal: 0 });

test.for(graphs)(
  'on the $kind platform a device shows its secret, sends its readings by HTTP and by the mutation, and finds itself',
  async (graph) => {
    const point = pointsOf(graph);
    const device = await newDevice(graph);
    const [oldest, older, newest] = [point(3), point(2), point(1)];

    const byHttp = await sendPoints(device, [oldest, older, oldest]);
    const byMutation = await device.ask(ingesting, { points: [{ ...newest, deviceId: device.id }] });
    const again = await sendPoints(device, [oldest, { ...newest, deviceId: device.id }]);

    expect(byHttp).toMatchObject({ status: 200, body: stored(2, 1) });
    expect(byMutation.data).toEqual({ result: { accepted: 1, duplicates: 0, rejected: [], errors: [] } });
    expect(again.body).toEqual(stored(0, 2));
    expect((await device.ask(seeing, { id: device.id })).data).toEqual({
      device: { id: device.id, latest: [{ value: 1 }] },
    });
  },
);

test.for(graphs)(
  'on the $kind platform packed lines are taken, and what of them is no reading is told by its place',
  async (graph) => {
    const point = pointsOf(graph);
    const device = await newDevice(graph);
    const wrong = [{ ...point(3), metric: 'pressure' }, { ...point(3), value: '3' }, 7, { ...point(3), time: 'noon' }];
    const lines = [point(1), ...wrong, point(2)].map((each) => JSON.stringify(each)).join('\n');
    const headers = { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' };

    const { status, body } = await askPlainly(device, '/telemetry/ingest', {
      method: 'POST',
      headers,
      body: gzipSync(lines),
    });

    const rejected = ['UNKNOWN_METRIC', 'WRONG_TYPE', 'WRONG_TYPE', 'WRONG_TYPE'].map((code, index) => ({
      index: index + 1,
      code,
      message: expect.any(String),
    }));
    expect({ status, body }).toEqual({
      status: 200,
      body: { accepted: 2, duplicates: 0, rejected, rejectedTotal: 4 },
    });
  },
);

test.for(graphs)('on the $kind platform a device sees and writes nothing of another', async (graph) => {
  const point = pointsOf(graph);
  const [device, other] = [await newDevice(graph), await newDevice(graph)];
  const foreign = { ...point(1), deviceId: other.id };

  const byHttp = await sendPoints(device, [foreign, point(1)]);
  const byMutation = await device.ask(ingesting, { points: [foreign] });
  const { data, errors } = await device.ask(
    `query ($id: ID!) { device(id: $id) { id } bookings { edges { cursor } } }`,
    {
      id: other.id,
    },
  );
  const state = await askPlainly(device, `/telemetry/devices/${other.id}/state`);

  const rejected = { index: 0, code: 'UNKNOWN_DEVICE' };
  expect(byHttp.body).toMatchObject({ accepted: 1, rejected: [rejected], rejectedTotal: 1 });
  expect(byMutation.data).toMatchObject({ result: { accepted: 0, rejected: [rejected] } });
  expect(await latestOf(graph, other)).toEqual({ device: { id: other.id, latest: [] } });
  expect(data).toEqual({ device: null, bookings: null });
  expect(errors).toMatchObject([{ path: ['bookings'], extensions: { code: 'FORBIDDEN' } }]);
  expect(state.status).toBe(404);
});

test.for(graphs)(
  'on the $kind platform of people who may use the graph none sends readings without the right to',
  async (graph) => {
    const point = pointsOf(graph);
    const customer = await signUpPerson(graph);

    const { status, body } = await sendPoints({ url: graph.url, authorization: customer.authorization ?? '' }, [
      point(1),
    ]);

    expect(status).toBe(403);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  },
);

test.for(graphs)(
  'on the $kind platform a secret outlives one that follows, and ends when a third one is given',
  async (graph) => {
    const point = pointsOf(graph);
    const first = await newDevice(graph);
    const second = await rotateSecret(graph, first);
    const both = [await statusOf(first), await statusOf(second)];
    using socket = await holdSocket(graph.url, first.authorization);

    const third = await rotateSecret(graph, first);

    await expect.poll(() => statusOf(first), patience).toBe(401);
    await expect.poll(() => socket.closing, patience).toEqual({ code: 4403, reason: 'ACCESS_REVOKED' });
    expect(both).toEqual([200, 200]);
    expect(await sendPoints(first, [point(1)])).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    expect([await statusOf(second), await statusOf(third)]).toEqual([200, 200]);
    expect((await sendPoints(third, [point(1)])).body).toEqual(stored(1));
  },
);

test.for(graphs)(
  'on the $kind platform a device that is taken out of use is cut off in the middle of what it sends',
  async (graph) => {
    const point = pointsOf(graph);
    const device = await newDevice(graph);
    const upload = request(`${graph.url}/telemetry/ingest`, {
      method: 'POST',
      headers: { authorization: device.authorization, 'content-type': 'application/x-ndjson' },
    });
    const answered = once(upload, 'response');
    const same = point(5);
    upload.write(`${Array.from({ length: 1_001 }, () => JSON.stringify(same)).join('\n')}\n`);
    await expect
      .poll(() => latestOf(graph, device), patience)
      .toEqual({ device: { id: device.id, latest: [{ value: 5 }] } });

    await decommission(graph, device);

    await expect.poll(() => statusOf(device), patience).toBe(401);
    const [answer] = await answered;
    expect([answer.statusCode, JSON.parse(await text(answer))]).toMatchObject([
      401,
      {
        errors: [
          {
            extensions: {
              code: 'UNAUTHENTICATED',
              details: { done: 1_000, accepted: 1, duplicates: 999, rejectedTotal: 0 },
            },
          },
        ],
      },
    ]);
    upload.destroy();
  },
);

test.for(graphs)(
  'on the $kind platform a device that returns asks for its state and is told what it lacks, until it has it',
  async (graph) => {
    const device = await newDevice(graph);
    const path = `/telemetry/devices/${device.id}/state`;
    const desiring = `mutation ($id: ID!, $state: JSON!) { result: setDesiredState(deviceId: $id, state: $state) { errors { code } } }`;
    await graph.ask(desiring, { id: device.id, state: { led: 'on', level: { low: 1, high: 9 } } });
    const report = (state: object, version: number) =>
      askPlainly(device, path, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ state, version }),
      });

    const returned = await report({ led: 'off', level: { low: 1 }, battery: 80 }, 1);
    const unchanged = await askPlainly(device, path, { headers: { 'if-none-match': returned.tag ?? '' } });
    const done = await report({ led: 'on', level: { low: 1, high: 9 }, battery: 79 }, 2);
    const late = await report({ led: 'off' }, 1);

    expect(returned).toMatchObject({ status: 200, body: { delta: { led: 'on', level: { high: 9 } } } });
    expect(unchanged).toMatchObject({ status: 304, body: null });
    expect(done).toMatchObject({ status: 200, body: { desired: { version: 1 }, reported: { version: 2 }, delta: {} } });
    expect(late).toMatchObject({ status: 200, body: { reported: { version: 2, state: { led: 'on' } } } });
  },
);

test.for(graphs)(
  'on the $kind platform whoever forges a secret, cuts it short or shows it another way is nobody',
  async (graph) => {
    const point = pointsOf(graph);
    const { secret } = await newDevice(graph);
    const forgeries = [
      `Bearer ${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
      `Bearer ${secret.replace(/_[0-9a-f]{8}_/, '_00000000_')}`,
      `Bearer ${secret.slice(0, -1)}`,
      `Bearer ${secret}A`,
      `Bearer ${secret.slice(4)}`,
      `Bearer ${secret.replace('csd', 'cst')}`,
      `Bearer csd_${'0'.repeat(8)}_${'A'.repeat(43)}`,
      `Basic ${Buffer.from(`${secret}:`).toString('base64')}`,
      `Basic ${secret}`,
      `Digest ${secret}`,
      secret,
      `Bearer ${secret} ${secret}`,
    ];

    const graphStatuses = await Promise.all(forgeries.map((shown) => statusOf(as(graph, shown))));
    const uploads = await Promise.all(
      forgeries.map((authorization) => sendPoints({ url: graph.url, authorization }, [point(1)])),
    );

    expect(graphStatuses).toEqual(forgeries.map(() => 401));
    expect(uploads.map(({ status }) => status)).toEqual(forgeries.map(() => 401));
  },
);

test.for(graphs)(
  'on the $kind platform what a secret has opened ends with it, though it was the newest then and nobody is told',
  async (graph) => {
    const first = await newDevice(graph);
    using socket = await holdSocket(graph.url, first.authorization);
    const second = await rotateSecret(graph, first);

    await graph.platform.clock.advance(24 * 3_600_000);

    await expect.poll(() => socket.closing, patience).toEqual({ code: 4403, reason: 'ACCESS_EXPIRED' });
    await expect.poll(() => statusOf(first), patience).toBe(401);
    expect(await statusOf(second)).toBe(200);
  },
);
