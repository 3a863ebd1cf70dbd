import { afterAll, expect, test } from 'vitest';
import { openVenues } from '../testing/open-venues.ts';
import { lookUpVenue } from './find-venue.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

test.each([
  ['an id that nobody has', { id: '01900000-0000-7000-8000-000000000009' }],
  ['an id that is none', { id: 'anker' }],
  ['a slug that nobody has', { slug: 'nowhere' }],
  ['a slug that is none', { slug: 'x\0y' }],
  ['a slug of 10 000 characters', { slug: 'x'.repeat(10_000) }],
])('%s names no venue', async (_case, given) => {
  expect(await lookUpVenue(venues.scope(), given)).toBeNull();
});

test.each([
  ['neither id nor slug', {}],
  ['both', { id: '01900000-0000-7000-8000-000000000009', slug: 'nowhere' }],
  ['nulls', { id: null, slug: null }],
])('%s is refused as bad input', async (_case, given) => {
  await expect(lookUpVenue(venues.scope(), given)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});
