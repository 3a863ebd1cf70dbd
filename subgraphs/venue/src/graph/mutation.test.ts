import { afterAll, expect, test } from 'vitest';
import { createRoom, createVenue, readVenue, setOpeningHours, updateTableLayout } from '../testing/documents.ts';
import { venueInput } from '../testing/inputs.ts';
import { at, idAt, serveVenues } from '../testing/serve-venues.ts';

const venues = await serveVenues();
afterAll(() => venues[Symbol.asyncDispose]());

async function newVenue() {
  const answer = await venues.ask(createVenue, { input: venueInput() });
  return idAt(answer, 'createVenue', 'venue');
}

async function newRoom(venueId: string) {
  const answer = await venues.ask(createRoom, { input: { venueId, name: 'Hall' } });
  return idAt(answer, 'createRoom', 'room');
}

test('a venue is opened, gets a room, tables and hours, and reads as it was made', async () => {
  const input = venueInput();
  const venueId = idAt(await venues.ask(createVenue, { input }), 'createVenue', 'venue');
  const roomId = idAt(await venues.ask(createRoom, { input: { venueId, name: 'Hall' } }), 'createRoom', 'room');
  const tables = [
    { label: 'B', maxParty: 2, x: 1.5, shape: 'ROUND' },
    { label: 'A', minParty: 2, maxParty: 4, zone: 'Window' },
  ];
  const combinations = [{ labels: ['B', 'A'], minParty: 3, maxParty: 6, priority: 1 }];
  await venues.ask(updateTableLayout, { input: { roomId, tables, combinations } });
  const hours = [{ weekday: 'SATURDAY', opens: '18:00', closes: '02:00' }];
  await venues.ask(setOpeningHours, { input: { venueId, hours } });

  const answer = await venues.ask(readVenue, { slug: input.slug });

  const hall = { id: roomId, name: 'Hall', venue: { id: venueId }, layout: { width: 20, height: 20, version: 2 } };
  const a = {
    label: 'A',
    room: { id: roomId },
    minParty: 2,
    maxParty: 4,
    zone: 'Window',
    position: { x: 0, shape: 'SQUARE' },
  };
  const b = {
    label: 'B',
    room: { id: roomId },
    minParty: 1,
    maxParty: 2,
    zone: null,
    position: { x: 1.5, shape: 'ROUND' },
  };
  const joined = { tables: [{ label: 'A' }, { label: 'B' }], minParty: 3, maxParty: 6, priority: 1 };
  expect(answer).toEqual({
    data: {
      venue: {
        ...input,
        id: venueId,
        description: null,
        address: { ...input.address, postalCode: null },
        location: { ...input.location, elevation: 0 },
        openingHours: hours,
        rooms: [{ ...hall, tables: [a, b], combinations: [joined] }],
      },
    },
  });
});

test('a refusal stands in the payload with its code and the way to the input', async () => {
  const answer = await venues.ask(createVenue, { input: venueInput({ name: 'x'.repeat(10_000) }) });

  const error = {
    code: 'INVALID_INPUT',
    message: 'name must have 1 to 200 characters',
    path: ['input', 'name'],
    details: null,
  };
  expect(answer).toEqual({ data: { createVenue: { venue: null, errors: [error] } } });
});

test('two changes in one document each answer with their own outcome', async () => {
  const roomId = await newRoom(await newVenue());
  const added = await venues.ask(updateTableLayout, { input: { roomId, tables: [{ label: 'A', maxParty: 2 }] } });
  const id = idAt(added, 'updateTableLayout', 'room', 'tables', 0);
  const outcome = 'room { layout { version } tables { label maxParty } }';

  const answer = await venues.ask(
    `mutation ($roomId: ID!, $id: ID!) {
      first: updateTableLayout(input: { roomId: $roomId, tables: [{ id: $id, maxParty: 3 }] }) { ${outcome} }
      second: updateTableLayout(input: { roomId: $roomId, tables: [{ id: $id, label: "B" }, { label: "C", maxParty: 4 }] }) { ${outcome} }
    }`,
    { roomId, id },
  );

  const [a, b, c] = [
    { label: 'A', maxParty: 3 },
    { label: 'B', maxParty: 3 },
    { label: 'C', maxParty: 4 },
  ];
  expect(answer.data).toEqual({
    first: { room: { layout: { version: 3 }, tables: [a] } },
    second: { room: { layout: { version: 4 }, tables: [b, c] } },
  });
});

test('one key twenty times at once makes one venue and gives everybody the same answer', async () => {
  const input = { ...venueInput(), idempotencyKey: 'open-anker' };

  const answers = await Promise.all(Array.from({ length: 20 }, () => venues.ask(createVenue, { input })));

  const ids = new Set(answers.map((answer) => idAt(answer, 'createVenue', 'venue')));
  expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
});

test('a refusal is remembered under its key, and the key is refused for anything else', async () => {
  const input = venueInput();
  await venues.ask(createVenue, { input });
  const headers = { idempotencyKey: 'open-again' };

  const first = await venues.ask(createVenue, { input }, headers);
  const second = await venues.ask(createVenue, { input }, headers);
  const other = await venues.ask(createVenue, { input: venueInput() }, headers);

  expect(at(first, 'createVenue', 'errors')).toMatchObject([{ code: 'SLUG_TAKEN', path: ['input', 'slug'] }]);
  expect(second).toEqual(first);
  expect(at(other, 'createVenue', 'errors')).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
});

test.each([
  ['a missing field', { ...venueInput(), name: undefined }],
  ['a number for a name', { ...venueInput(), name: 7 }],
  ['an unknown kind', { ...venueInput(), kind: 'SPACESHIP' }],
  ['an unknown zone', { ...venueInput(), timeZone: 'Europe/Atlantis' }],
  ['an unknown field', { ...venueInput(), stars: 5 }],
])('%s in the variables is bad input', async (_case, input) => {
  const answer = await venues.ask(createVenue, { input });

  expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('every change reaches the bus as the whole venue', async () => {
  const venueId = await newVenue();
  const roomId = await newRoom(venueId);
  await venues.ask(updateTableLayout, { input: { roomId, tables: [{ label: 'A', maxParty: 2 }] } });

  const snapshot = await published(venueId, 3);

  const room = { id: roomId, tables: [{ label: 'A', minParty: 1, maxParty: 2 }], combinations: [] };
  expect(snapshot).toMatchObject({ type: 'venue.snapshot', subject: venueId, data: { venueId, rooms: [room] } });
});

/** Waits until a version of a venue is on the bus. */
async function published(venueId: string, version: number) {
  const place = { from: 'start', subject: `venue.snapshot.${venueId}`, signal: AbortSignal.timeout(10_000) } as const;
  for await (const { event } of venues.platform.bus.read('VENUE_STATE', place)) {
    if (event.version === version) return event;
  }
  throw new Error(`Version ${version} of ${venueId} did not come`);
}
