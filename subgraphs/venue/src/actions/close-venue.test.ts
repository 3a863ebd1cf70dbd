import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { venueInput } from '../testing/inputs.ts';
import { openVenues } from '../testing/open-venues.ts';
import { closeVenue } from './close-venue.ts';
import { createVenue } from './create-venue.ts';
import { lookUpVenue } from './find-venue.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

test('a venue that closes says so in its next snapshot', async () => {
  const { id } = await createVenue(venues.scope(), { input: venueInput() });

  await closeVenue(venues.scope(), { id });

  expect(await lookUpVenue(venues.scope(), { id })).toMatchObject({ closed: true, version: 2 });
  expect(await venues.snapshots(id)).toMatchObject([
    { version: 1, event: { data: { closed: false } } },
    { version: 2, event: { data: { closed: true } } },
  ]);
});

test('closing once more changes nothing, however often and at once', async () => {
  const { id } = await createVenue(venues.scope(), { input: venueInput() });

  const closed = await Promise.all(Array.from({ length: 20 }, () => closeVenue(venues.scope(), { id })));

  expect(closed.map(({ version }) => version)).toEqual(closed.map(() => 2));
  expect(await venues.snapshots(id)).toHaveLength(2);
});

test.each([
  ['an id that nobody has', newId()],
  ['an id that is none', 'anker'],
])('closing a venue by %s is refused', async (_what, id) => {
  await expect(closeVenue(venues.scope(), { id })).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['id'] });
});
