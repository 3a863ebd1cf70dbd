import { newId, systemClock } from '@constellation/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceAttempts, type DeviceScene } from '../fixtures/attempts/devices.ts';
import type { Client } from '../fixtures/client.ts';
import { newDevice } from '../fixtures/devices.ts';
import { openGraphs } from '../fixtures/graph.ts';
import { newKey, newPartner } from '../fixtures/partners.ts';
import { as, signUpPerson } from '../fixtures/people.ts';
import { rowsOf, tryAll } from '../fixtures/role-table.ts';
import { openVenue } from '../fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

/** Who gets what of a device in a venue: itself, another device, people; those away are staff of another venue. */
const table = rowsOf(
  deviceAttempts,
  `
                      visitor  customer  partner  device   other device  host   host away  manager  manager away  admin
  device              sign in  scope     scope    ok       none          ok     none       ok       none          ok
  devices             sign in  scope     scope    ok       none          ok     none       ok       none          ok
  Venue.devices       sign in  scope     scope    ok       none          ok     none       ok       none          ok
  Room.climate        sign in  scope     scope    ok       none          ok     none       ok       none          ok
  registerDevice      sign in  scope     scope    scope    scope         scope  scope      ok       refused       ok
  updateDevice        sign in  scope     scope    scope    scope         scope  scope      ok       refused       ok
  setDesiredState     sign in  scope     scope    scope    scope         scope  scope      ok       refused       ok
  reportState         sign in  scope     scope    ok       refused       scope  scope      scope    scope         ok
  ingest              sign in  scope     scope    ok       refused       scope  scope      scope    scope         ok
  rotateDeviceSecret  sign in  scope     scope    scope    scope         scope  scope      ok       refused       ok
  decommissionDevice  sign in  scope     scope    scope    scope         scope  scope      ok       refused       ok
  `,
);

describe.each(graphs)('on the $kind platform', (graph) => {
  let people: Readonly<Record<string, Client>>;
  let scene: DeviceScene;

  beforeAll(async () => {
    const { id: venueId, roomId } = await openVenue(graph, 1);
    const [device, going] = [await newDevice(graph, { venueId, roomId }), await newDevice(graph, { venueId, roomId })];
    const now = systemClock.now().toString({ smallestUnit: 'second' });
    scene = { venueId, roomId, deviceId: device.id, goingId: going.id, now };
    await graph.ask(deviceAttempts['ingest']?.(scene) ?? '');
    people = {
      visitor: as(graph, null),
      customer: await signUpPerson(graph),
      partner: await newKey(await newPartner(graph)),
      device,
      'other device': await newDevice(graph),
      host: await signUpPerson(graph, [{ role: 'HOST', venueId }]),
      'host away': await signUpPerson(graph, [{ role: 'HOST', venueId: newId() }]),
      manager: await signUpPerson(graph, [{ role: 'MANAGER', venueId }]),
      'manager away': await signUpPerson(graph, [{ role: 'MANAGER', venueId: newId() }]),
      admin: graph,
    };
  });

  test.each(table)('$name is for whom the table says', async ({ document, expected }) => {
    expect(await tryAll(people, () => document(scene))).toEqual(expected);
  });
});
