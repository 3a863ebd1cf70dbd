import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { ask } from '../testing/ask.ts';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { device, host, manager } from '../testing/people.ts';
import { knownVenue } from '../testing/venues.ts';

const telemetry = await openTelemetry();
afterAll(() => telemetry[Symbol.asyncDispose]());

const register = `mutation ($input: RegisterDeviceInput!) {
  registerDevice(input: $input) { device { id name status capabilities { metric kind unit expectedEvery } } secret errors { code path } }
}`;
const rotate = 'mutation ($id: ID!) { rotateDeviceSecret(id: $id) { device { id } secret errors { code } } }';
const desire = `mutation ($deviceId: ID!, $state: JSON!, $expectedVersion: Int) {
  setDesiredState(deviceId: $deviceId, state: $state, expectedVersion: $expectedVersion) {
    device { desired { state version } } errors { code path details }
  }
}`;
const report = `mutation ($deviceId: ID!, $state: JSON!) {
  reportState(deviceId: $deviceId, state: $state, version: 7) {
    device { id status desired { state } reported { state version } } errors { code }
  }
}`;

const inputWith = (given: object = {}) => ({
  input: { name: 'Dome', capabilities: [{ metric: 'open', kind: 'BOOLEAN', expectedEvery: 'PT90S' }], ...given },
});

test('a repetition under an idempotency key is the same device, and the secret is shown once', async () => {
  const input = inputWith({ idempotencyKey: newId() });

  const first = await ask(telemetry, register, input);
  const again = await ask(telemetry, register, input);
  const other = await ask(telemetry, register, inputWith({ ...input.input, name: 'Other' }));

  const made = {
    id: expect.any(String),
    name: 'Dome',
    status: 'NEW',
    capabilities: [{ metric: 'open', kind: 'BOOLEAN', unit: null, expectedEvery: 'PT90S' }],
  };
  expect(first.data).toEqual({ registerDevice: { device: made, secret: expect.stringMatching(/^csd_/), errors: [] } });
  expect(again.data).toEqual({ registerDevice: { ...Object(first.data?.['registerDevice']), secret: null } });
  expect(other.data).toMatchObject({
    registerDevice: { device: null, secret: null, errors: [{ code: 'IDEMPOTENCY_MISMATCH' }] },
  });
});

test('one key many times at once is one device with one secret', async () => {
  const input = inputWith({ idempotencyKey: newId() });

  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(telemetry, register, input)));

  const payloads = answers.map(({ data }) => Object(data?.['registerDevice']));
  expect(new Set(payloads.map((payload) => payload.device.id)).size).toBe(1);
  expect(payloads.filter((payload) => payload.secret !== null)).toHaveLength(1);
});

test('a key in the header gives no second secret either', async () => {
  const id = await openDevice(telemetry);
  const headers = { idempotencyKey: newId() };

  const first = await ask(telemetry, rotate, { id }, headers);
  const again = await ask(telemetry, rotate, { id }, headers);

  expect(first.data).toEqual({ rotateDeviceSecret: { device: { id }, secret: expect.any(String), errors: [] } });
  expect(again.data).toEqual({ rotateDeviceSecret: { device: { id }, secret: null, errors: [] } });
});

test('what is refused has no secret', async () => {
  const venue = await knownVenue(telemetry);
  const input = inputWith({ venueId: venue.id });
  const asManager = { principal: manager(venue) };

  const refused = await ask(telemetry, register, inputWith(), asManager);
  const done = await ask(telemetry, register, input, asManager);
  const asHost = await ask(telemetry, register, input, { principal: host(venue) });
  const wrong = await ask(telemetry, register, inputWith({ venueId: venue.id, roomId: newId() }), asManager);

  const payload = { device: null, secret: null };
  expect(done.data).toMatchObject({ registerDevice: { device: { name: 'Dome' }, errors: [] } });
  for (const { data } of [refused, asHost])
    expect(data).toMatchObject({ registerDevice: { ...payload, errors: [{ code: 'FORBIDDEN' }] } });
  expect(wrong.data).toEqual({
    registerDevice: { ...payload, errors: [{ code: 'NOT_FOUND', path: ['input', 'roomId'] }] },
  });
});

test('a state goes through the graph as it is, and a stale one says which version there is', async () => {
  const deviceId = await openDevice(telemetry);
  const state = { open: true, list: [1, 'zwei', null, { three: 3.5 }] };

  const set = await ask(telemetry, desire, { deviceId, state, expectedVersion: 0 });
  const stale = await ask(telemetry, desire, { deviceId, state: {}, expectedVersion: 0 });
  const reported = await ask(telemetry, report, { deviceId, state: { open: false } }, { principal: device(deviceId) });

  expect(set.data).toEqual({ setDesiredState: { device: { desired: { state, version: 1 } }, errors: [] } });
  const error = { code: 'STALE_VERSION', path: ['expectedVersion'], details: { version: 1 } };
  expect(stale.data).toEqual({ setDesiredState: { device: null, errors: [error] } });
  const shown = {
    id: deviceId,
    status: 'ONLINE',
    desired: { state },
    reported: { state: { open: false }, version: 7 },
  };
  expect(reported.data).toEqual({ reportState: { device: shown, errors: [] } });
});

test('each mutation needs its scope, whoever asks', async () => {
  const venue = await knownVenue(telemetry);
  const deviceId = await openDevice(telemetry, { venueId: venue.id });
  const without = { principal: { ...manager(venue), scopes: ['devices:read', 'readings:write'] as const } };

  const refused = [
    await ask(telemetry, rotate, { id: deviceId }, without),
    await ask(telemetry, desire, { deviceId, state: {} }, without),
    await ask(
      telemetry,
      report,
      { deviceId, state: {} },
      { principal: { ...device(deviceId), scopes: ['devices:read'] } },
    ),
  ];

  for (const { data } of refused)
    expect(Object.values(data ?? {})).toMatchObject([{ device: null, errors: [{ code: 'FORBIDDEN' }] }]);
});
