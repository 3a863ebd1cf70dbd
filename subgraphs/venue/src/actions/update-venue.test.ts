import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { venueInput } from '../testing/inputs.ts';
import { openVenues } from '../testing/open-venues.ts';
import { createVenue } from './create-venue.ts';
import { lookUpVenue } from './find-venue.ts';
import { updateVenue } from './update-venue.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const said = { description: 'Fish.', phone: '+49 40 123456', email: 'anker@example.org' };

const newVenue = () => createVenue(venues.scope(), { input: venueInput(said) });

const read = (id: string) => lookUpVenue(venues.scope(), { id });

test('everything a venue says of itself can be changed at once', async () => {
  const { id, slug } = await newVenue();
  const change = {
    name: 'Sternwarte',
    kind: 'OBSERVATORY',
    description: 'Stars.',
    phone: '+49 30 7654321',
    email: 'sterne@example.org',
    address: { line1: 'Alt-Treptow 1', line2: 'Hof', city: 'Berlin', region: 'BE', postalCode: '12435', country: 'DE' },
    location: { latitude: 52.486, longitude: 13.476, elevation: 40 },
    timeZone: 'Europe/Vienna',
  } as const;

  await updateVenue(venues.scope(), { input: { id, ...change } });

  expect(await read(id)).toMatchObject({ ...change, id, slug, version: 2 });
});

test('what is left out stays as it is', async () => {
  const before = await newVenue();

  await updateVenue(venues.scope(), { input: { id: before.id, name: 'Zur Möwe' } });

  expect(await read(before.id)).toEqual({ ...before, name: 'Zur Möwe', version: 2 });
});

test('description, phone and e-mail are cleared by null', async () => {
  const { id } = await newVenue();

  await updateVenue(venues.scope(), { input: { id, description: null, phone: null, email: null } });

  expect(await read(id)).toMatchObject({ description: null, phone: null, email: null });
});

test('an address is replaced as a whole, and a place without elevation is at sea level', async () => {
  const { id } = await newVenue();
  const location = { latitude: 53.5, longitude: 10, elevation: 12 };
  const address = { line1: 'Kai 3', line2: 'Deck 2', city: 'Hamburg', postalCode: '20457', country: 'DE' };
  await updateVenue(venues.scope(), { input: { id, address, location } });

  const { line1, city, country } = address;
  const { latitude, longitude } = location;
  await updateVenue(venues.scope(), {
    input: { id, address: { line1, city, country }, location: { latitude, longitude } },
  });

  expect(await read(id)).toMatchObject({
    address: { line1, line2: null, city, region: null, postalCode: null, country },
    location: { latitude, longitude, elevation: 0 },
  });
});

test('the new name and zone are in the next snapshot', async () => {
  const { id } = await newVenue();

  await updateVenue(venues.scope(), { input: { id, name: 'Zur Möwe', timeZone: 'europe/lisbon' } });

  const snapshots = await venues.snapshots(id);
  expect(snapshots.map(({ version }) => version)).toEqual([1, 2]);
  expect(snapshots[1]).toMatchObject({ event: { data: { name: 'Zur Möwe', timeZone: 'Europe/Lisbon' } } });
});

test('changes of one venue at once are all made, one after the other', async () => {
  const { id } = await newVenue();
  const changes = [{ name: 'Zur Möwe' }, { description: null }, { phone: null }, { email: 'moewe@example.org' }];

  await Promise.all(changes.map((change) => updateVenue(venues.scope(), { input: { id, ...change } })));

  const all = { name: 'Zur Möwe', description: null, phone: null, email: 'moewe@example.org', version: 5 };
  expect(await read(id)).toMatchObject(all);
});

test('a change that breaks a rule leaves everything as it was', async () => {
  const before = await newVenue();
  const change = { name: 'Zur Möwe', timeZone: '+02:00' };

  const attempt = updateVenue(venues.scope(), { input: { id: before.id, ...change } });

  await expect(attempt).rejects.toMatchObject({ code: 'INVALID_INPUT', inputPath: ['input', 'timeZone'] });
  expect(await read(before.id)).toEqual(before);
  expect(await venues.snapshots(before.id)).toHaveLength(1);
});

test.each([
  ['an id that nobody has', newId()],
  ['an id that is none', 'anker'],
])('a change of a venue by %s is refused', async (_what, id) => {
  const attempt = updateVenue(venues.scope(), { input: { id, name: 'Zur Möwe' } });

  await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['input', 'id'] });
});
