import { newId, type Principal, streamCursor } from '@constellation/kit';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { somebody } from '../testing/people.ts';
import { readingsEvent } from '../testing/readings-event.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import type { Frame } from '../testing/test-socket.ts';
import type { Arguments } from './live-field.ts';
import { readingReceived } from './reading-received.ts';

const [dome, harbour] = [newId(), newId()];
const [inDome, inHarbour, nowhere] = [newId(), newId(), newId()];

/** Values stand for the devices: what is in the dome, in the harbour, and has no place. */
const events = [
  readingsEvent({ deviceId: inDome, venueId: dome, values: { temperature: 1, humidity: 10 } }, 1),
  readingsEvent({ deviceId: inHarbour, venueId: harbour, values: { temperature: 2 } }, 1),
  readingsEvent({ deviceId: nowhere, venueId: null, values: { temperature: 3 } }, 1),
];

const reader = (given: Partial<Principal>): Principal => ({ ...somebody('devices:read'), ...given });

const people: Readonly<Record<string, Principal>> = {
  'an administrator': somebody('devices:read', 'admin'),
  'a host of the dome': reader({ venueRoles: { [dome]: 'HOST' } }),
  'a manager of the harbour': reader({ venueRoles: { [harbour]: 'MANAGER' } }),
  'one who works at both': reader({ venueRoles: { [dome]: 'HOST', [harbour]: 'HOST' } }),
  'a host elsewhere': reader({ venueRoles: { [newId()]: 'HOST' } }),
  'the device in the dome': reader({ kind: 'DEVICE', id: inDome }),
  'a customer with the id of a device': reader({ id: inDome }),
  'a customer': somebody('bookings:read'),
};

/** Who hears which temperatures: without a filter, asking for the harbour, for the device in the dome, and for humidity. */
const table = [
  ['an administrator', [1, 2, 3], [2], [1], [10]],
  ['a host of the dome', [1], [], [1], [10]],
  ['a manager of the harbour', [2], [2], [], []],
  ['one who works at both', [1, 2], [2], [1], [10]],
  ['a host elsewhere', [], [], [], []],
  ['the device in the dome', [1], [], [1], [10]],
  ['a customer with the id of a device', [], [], [], []],
] as const;

const authenticate = async ({ authorization = '' }: { authorization: string | undefined }) =>
  people[authorization] ?? somebody();

const query = `subscription ($after: Cursor, $venueId: ID, $deviceId: ID, $metrics: [String!] = ["temperature"]) {
  readingReceived(after: $after, venueId: $venueId, deviceId: $deviceId, metrics: $metrics) { readings { value } }
}`;

const filters = {
  any: {},
  harbour: { venueId: harbour },
  device: { deviceId: inDome },
  humidity: { metrics: ['humidity'] },
};

const event = z.object({
  data: z.object({ readingReceived: z.object({ readings: z.array(z.object({ value: z.number() })) }) }),
});

/** Everybody listens in every way, all at once; gives what each of them hears. */
async function listenAll(given: { readonly after?: string }) {
  await using gateway = await openTestGateway({ authenticate });
  await using opened = new AsyncDisposableStack();
  if (given.after !== undefined) await gateway.bus.publish('TELEMETRY', events);
  const clients = await Promise.all(table.map(async ([who]) => [who, opened.use(await gateway.socket(who))] as const));
  const subscribing = clients.flatMap(([, client]) =>
    Object.entries(filters).map(([id, filter]) => client.subscribe(id, query, { ...given, ...filter })),
  );
  await Promise.all(subscribing);
  if (given.after === undefined) await gateway.bus.publish('TELEMETRY', events);
  const expected = table.reduce((sum, [, ...heard]) => sum + heard.flat().length, 0);
  await vi.waitUntil(() => clients.reduce((sum, [, { frames }]) => sum + frames.length, 0) >= expected, 15_000);
  await Promise.all(clients.map(([, client]) => client.settle()));
  const valuesOf = (frames: readonly Frame[], wanted: string) =>
    frames.flatMap(({ id, payload }) =>
      id === wanted ? event.parse(payload).data.readingReceived.readings.map(({ value }) => value) : [],
    );
  return new Map(clients.map(([who, { frames }]) => [who, Object.keys(filters).map((id) => valuesOf(frames, id))]));
}

const live = await listenAll({});
const past = await listenAll({ after: streamCursor({ stream: 'TELEMETRY', epoch: 'the first', sequence: 0 }) });

test.each(table)('%s hears what is theirs, live and of the past', (who, ...heard) => {
  expect(live.get(who)).toEqual(heard);
  expect(past.get(who)).toEqual(heard);
});

test('a device and who works at one venue read only what is theirs, and of a device all read the same', () => {
  const subjectOf = (who: string, filter: Arguments) => readingReceived.subject(filter, people[who] ?? somebody());

  expect(subjectOf('the device in the dome', {})).toBe(`telemetry.reading.*.${inDome}`);
  expect(subjectOf('the device in the dome', filters.harbour)).toBe(`telemetry.reading.${harbour}.${inDome}`);
  expect(subjectOf('a host of the dome', { venueId: null })).toBe(`telemetry.reading.${dome}.*`);
  for (const who of ['an administrator', 'one who works at both', 'a customer'])
    expect(subjectOf(who, {})).toBe('telemetry.reading.*.*');
  for (const who of ['an administrator', 'a host of the dome', 'the device in the dome'])
    expect(subjectOf(who, filters.device)).toBe(`telemetry.reading.*.${inDome}`);
});

test('who may not read devices is refused', async () => {
  await using gateway = await openTestGateway({ authenticate });
  await using client = await gateway.socket('a customer');

  await client.subscribe('any', query, {});
  await client.settle();

  expect(client.frames).toMatchObject([{ type: 'error', payload: [{ extensions: { code: 'FORBIDDEN' } }] }]);
});

test('a subject is read once for all who want it, from when the first does until nobody does', async () => {
  await using gateway = await openTestGateway({ authenticate });
  await using one = await gateway.socket('an administrator');
  await using other = await gateway.socket('a host of the dome');
  const before = [...gateway.bus.subjects];

  await one.subscribe('device', query, filters.device);
  await other.subscribe('device', query, filters.device);
  await one.subscribe('harbour', query, filters.harbour);
  const subjects = [`telemetry.reading.*.${inDome}`, `telemetry.reading.${harbour}.*`];
  await vi.waitUntil(() => gateway.bus.subjects.length > 1);
  const during = [...gateway.bus.subjects];
  one.send({ type: 'complete', id: 'device' });
  one.send({ type: 'complete', id: 'harbour' });
  await vi.waitUntil(() => gateway.bus.subjects.length < 2);
  const after = [...gateway.bus.subjects];
  other.send({ type: 'complete', id: 'device' });
  await vi.waitUntil(() => gateway.bus.subjects.length < 1);

  expect([before, during, after]).toEqual([[], subjects, subjects.slice(0, 1)]);
});
