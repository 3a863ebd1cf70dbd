import { firstRow, newId, type Principal, servicePrincipal, sql } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { afterAll, describe, expect, test } from 'vitest';
import * as documents from '../testing/documents.ts';
import { venueInput } from '../testing/inputs.ts';
import { at, idAt, serveVenues } from '../testing/serve-venues.ts';

const venues = await serveVenues();
afterAll(() => venues[Symbol.asyncDispose]());

interface Place {
  readonly venueId: string;
  readonly roomId: string;
}

async function newPlace(): Promise<Place> {
  const venue = await venues.ask(documents.createVenue, { input: venueInput() });
  const venueId = idAt(venue, 'createVenue', 'venue');
  const room = await venues.ask(documents.createRoom, { input: { venueId, name: 'Hall' } });
  return { venueId, roomId: idAt(room, 'createRoom', 'room') };
}

const versionOf = async ({ venueId }: Place) =>
  (await firstRow(venues.em(), sql<{ version: number }>`select version from venues where id = ${venueId}`))?.version;

type Mutation = readonly [field: string, parameter: string, argument: (place: Place) => unknown];

const opening: Mutation = ['createVenue', 'input: CreateVenueInput!', () => venueInput()];

const changes: readonly Mutation[] = [
  ['updateVenue', 'input: UpdateVenueInput!', ({ venueId: id }) => ({ id, name: 'Mine' })],
  ['closeVenue', 'id: ID!', ({ venueId }) => venueId],
  ['createRoom', 'input: CreateRoomInput!', ({ venueId }) => ({ venueId, name: 'Mine' })],
  ['updateRoom', 'input: UpdateRoomInput!', ({ roomId: id }) => ({ id, name: 'Mine' })],
  ['retireRoom', 'id: ID!', ({ roomId }) => roomId],
  ['updateTableLayout', 'input: UpdateTableLayoutInput!', ({ roomId }) => ({ roomId })],
  ['setOpeningHours', 'input: SetOpeningHoursInput!', ({ venueId }) => ({ venueId, hours: [] })],
  ['setSpecialHours', 'input: SetSpecialHoursInput!', ({ venueId }) => ({ venueId })],
];

const somebody = (given: Partial<Principal> = {}): Principal => ({
  ...administrator,
  id: newId(),
  scopes: ['venues:write'],
  ...given,
});

type Person = readonly [who: string, principal: (venueId: string) => Principal];

const manager: Person = ['a manager', (id) => somebody({ venueRoles: { [id]: 'MANAGER' } })];

const administrators: readonly Person[] = [
  ['an administrator', () => somebody({ scopes: ['venues:write', 'admin'] })],
  ['a service', () => servicePrincipal('demo')],
];

const others: readonly Person[] = [
  ['a host', (id) => somebody({ venueRoles: { [id]: 'HOST' } })],
  ['a manager of another venue', () => somebody({ venueRoles: { [newId()]: 'MANAGER' } })],
  ['a customer', () => somebody()],
  ['a partner', () => somebody({ kind: 'PARTNER' })],
  ['somebody unknown', () => somebody({ kind: 'ANONYMOUS' })],
];

const withoutScope: readonly Person[] = [
  ['a manager', (id) => somebody({ scopes: ['bookings:write'], venueRoles: { [id]: 'MANAGER' } })],
  ['an administrator', () => somebody({ scopes: ['admin'] })],
  ['a customer', () => somebody({ scopes: ['bookings:write'] })],
];

/** What is said to somebody who does something at a place, and whether it has changed the place. */
async function attempt([field, parameter, argument]: Mutation, [, principal]: Person, place: Place) {
  const [name = ''] = parameter.split(':');
  const document = `mutation ($${parameter}) { ${field}(${name}: $${name}) { errors { code message } } }`;
  const before = await versionOf(place);
  const answer = await venues.ask(document, { [name]: argument(place) }, { principal: principal(place.venueId) });
  return { errors: at(answer, field, 'errors'), changed: (await versionOf(place)) !== before };
}

const refusal = (message: string) => ({ errors: [{ code: 'FORBIDDEN', message }], changed: false });

describe.each(changes)('%s', (...change) => {
  test.each([manager, ...administrators])('is done for %s', async (...person) => {
    expect(await attempt(change, person, await newPlace())).toEqual({ errors: [], changed: true });
  });

  test.each(others)('is refused to %s', async (...person) => {
    expect(await attempt(change, person, await newPlace())).toEqual(refusal("Only the venue's managers may do this"));
  });

  test.each(withoutScope)('is refused to %s who may not write venues', async (...person) => {
    expect(await attempt(change, person, await newPlace())).toEqual(refusal('This needs the scope venues:write'));
  });
});

describe('createVenue', () => {
  test.each(administrators)('is done for %s', async (...person) => {
    expect(await attempt(opening, person, await newPlace())).toEqual({ errors: [], changed: false });
  });

  test.each([manager, ...others])('is refused to %s', async (...person) => {
    const refused = refusal("Only the platform's administrators may do this");

    expect(await attempt(opening, person, await newPlace())).toEqual(refused);
  });

  test.each(withoutScope)('is refused to %s who may not write venues', async (...person) => {
    expect(await attempt(opening, person, await newPlace())).toEqual(refusal('This needs the scope venues:write'));
  });
});

test.each<Mutation>([
  ['updateRoom', 'input: UpdateRoomInput!', ({ roomId: id }) => ({ id, name: 'Mine' })],
  ['updateTableLayout', 'input: UpdateTableLayoutInput!', ({ roomId }) => ({ roomId, expectedVersion: 1 })],
  ['retireRoom', 'id: ID!', ({ roomId }) => roomId],
])('whoever may not do it learns nothing of a retired room from %s', async (...change) => {
  const place = await newPlace();
  await venues.ask(documents.retireRoom, { id: place.roomId });
  const customer: Person = ['a customer', () => somebody()];

  expect(await attempt(change, customer, place)).toEqual(refusal("Only the venue's managers may do this"));
});
