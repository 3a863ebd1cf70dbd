import { afterAll, expect, test } from 'vitest';
import { venueInput } from '../testing/inputs.ts';
import { openVenues } from '../testing/open-venues.ts';
import { createRoom } from './create-room.ts';
import { createVenue } from './create-venue.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const newVenueId = async () => (await createVenue(venues.scope(), { input: venueInput() })).id;

test('a new room is empty and has the first version of its layout', async () => {
  const venueId = await newVenueId();

  const room = await createRoom(venues.scope(), { input: { venueId, name: 'Hall', width: 12.5, height: 8 } });

  expect(room).toMatchObject({ venueId, name: 'Hall', width: 12.5, height: 8, layoutVersion: 1 });
  const [, snapshot] = await venues.snapshots(venueId);
  expect(snapshot?.event.data.rooms).toEqual([{ id: room.id, name: 'Hall', tables: [], combinations: [] }]);
});

test('rooms created at once count the venue on one by one, each with a snapshot of its own', async () => {
  const venueId = await newVenueId();
  const names = Array.from({ length: 20 }, (_, index) => `Room ${index}`);

  await Promise.all(names.map((name) => createRoom(venues.scope(), { input: { venueId, name } })));

  const snapshots = await venues.snapshots(venueId);
  expect(snapshots.map(({ version }) => version)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
  expect(snapshots.map(({ event }) => event.data.rooms.length)).toEqual(
    Array.from({ length: 21 }, (_, index) => index),
  );
  const times = snapshots.map(({ event }) => event.time);
  expect(times).toEqual(times.toSorted());
});

test.each([
  ['of 10 000 characters', { name: 'x'.repeat(10_000) }, 'name'],
  ['without width', { width: 0 }, 'width'],
  ['of negative height', { height: -1 }, 'height'],
  ['of more than a kilometre', { width: 1_000.5 }, 'width'],
  ['of endless width', { width: Number.POSITIVE_INFINITY }, 'width'],
])('a room %s is refused', async (_case, given, field) => {
  const venueId = await newVenueId();

  const attempt = createRoom(venues.scope(), { input: { venueId, name: 'Hall', ...given } });

  await expect(attempt).rejects.toMatchObject({ code: 'INVALID_INPUT', inputPath: ['input', field] });
  expect(await venues.snapshots(venueId)).toHaveLength(1);
});

test.each(['01900000-0000-7000-8000-000000000009', 'anker', ''])(
  'a room of the venue "%s" is refused',
  async (venueId) => {
    const attempt = createRoom(venues.scope(), { input: { venueId, name: 'Hall' } });

    await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['input', 'venueId'] });
  },
);
