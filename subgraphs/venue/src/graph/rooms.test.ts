import { afterAll, expect, test } from 'vitest';
import { createRoom, createVenue, retireRoom, updateRoom, updateTableLayout } from '../testing/documents.ts';
import { venueInput } from '../testing/inputs.ts';
import { at, idAt, serveVenues } from '../testing/serve-venues.ts';

const venues = await serveVenues();
afterAll(() => venues[Symbol.asyncDispose]());

/** A venue with a hall, in which the tables A and B stand. */
async function hall() {
  const venueId = idAt(await venues.ask(createVenue, { input: venueInput() }), 'createVenue', 'venue');
  const roomId = idAt(await venues.ask(createRoom, { input: { venueId, name: 'Hall' } }), 'createRoom', 'room');
  const tables = ['A', 'B'].map((label) => ({ label, maxParty: 2, x: 5 }));
  const laidOut = await venues.ask(updateTableLayout, { input: { roomId, tables } });
  return { venueId, roomId, a: idAt(laidOut, 'updateTableLayout', 'room', 'tables', 0) };
}

const read = `
  query ($venueId: ID!) {
    venue(id: $venueId) {
      rooms { id name retired tables { label retired } all: tables(retired: true) { label retired } none: tables(retired: null) { label } }
    }
  }`;

test('a room gets another name and size', async () => {
  const { roomId } = await hall();

  const answer = await venues.ask(updateRoom, { input: { id: roomId, name: 'Cellar', height: 8 } });

  const room = { id: roomId, name: 'Cellar', retired: false, layout: { width: 20, height: 8, version: 3 } };
  expect(answer).toEqual({ data: { updateRoom: { room, errors: [] } } });
});

test('a room that would leave a table outside stays as it is', async () => {
  const { roomId } = await hall();

  const answer = await venues.ask(updateRoom, { input: { id: roomId, width: 4 } });

  const error = {
    code: 'INVALID_INPUT',
    message: 'width must leave every table within the room',
    path: ['input', 'width'],
    details: null,
  };
  expect(answer).toEqual({ data: { updateRoom: { room: null, errors: [error] } } });
});

test('a retired table is shown only to who asks for it', async () => {
  const { venueId, roomId, a } = await hall();
  await venues.ask(updateTableLayout, { input: { roomId, retire: [a] } });

  const answer = await venues.ask(read, { venueId });

  expect(at(answer, 'venue', 'rooms')).toMatchObject([
    {
      retired: false,
      tables: [{ label: 'B', retired: false }],
      all: [
        { label: 'A', retired: true },
        { label: 'B', retired: false },
      ],
      none: [{ label: 'B' }],
    },
  ]);
});

test('a retired room is no longer among those of its venue, but can be asked for', async () => {
  const { venueId, roomId, a } = await hall();

  const answer = await venues.ask(retireRoom, { id: roomId });

  expect(at(answer, 'retireRoom')).toMatchObject({ room: { id: roomId, retired: true, tables: [] }, errors: [] });
  expect(at(await venues.ask(read, { venueId }), 'venue', 'rooms')).toEqual([]);
  const { data } = await venues.ask(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Room { name retired } ... on Table { label retired room { name } } }
    }`,
    {
      representations: [
        { __typename: 'Room', id: roomId },
        { __typename: 'Table', id: a },
      ],
    },
  );
  const [room, table] = [
    { name: 'Hall', retired: true },
    { label: 'A', retired: true, room: { name: 'Hall' } },
  ];
  expect(data).toEqual({ _entities: [room, table] });
});

test('retiring a room twice answers twice with the room, and a change of it with why not', async () => {
  const { roomId } = await hall();
  const first = await venues.ask(retireRoom, { id: roomId });

  const second = await venues.ask(retireRoom, { id: roomId, force: null });
  const change = await venues.ask(updateTableLayout, { input: { roomId } });

  expect(second).toEqual(first);
  expect(at(change, 'updateTableLayout', 'errors')).toMatchObject([
    { code: 'ROOM_RETIRED', path: ['input', 'roomId'] },
  ]);
});

test('one key twenty times at once retires a table and puts another in its place once', async () => {
  const { roomId, a } = await hall();
  const input = { roomId, retire: [a], tables: [{ label: 'A', maxParty: 4 }] };
  const headers = { idempotencyKey: 'replace-a' };

  const answers = await Promise.all(
    Array.from({ length: 20 }, () => venues.ask(updateTableLayout, { input }, headers)),
  );

  expect(at(answers[0] ?? { data: null }, 'updateTableLayout', 'room', 'layout')).toEqual({ version: 3 });
  expect(answers).toEqual(answers.map(() => answers[0]));
});
