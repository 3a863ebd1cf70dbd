import { afterAll, beforeAll, expect, test } from 'vitest';
import { createVenue } from '../testing/documents.ts';
import { venueInput } from '../testing/inputs.ts';
import { at, serveVenues } from '../testing/serve-venues.ts';

const venues = await serveVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const { address } = venueInput();

beforeAll(async () => {
  for (const [name, city, latitude] of [
    ['Café Anker', 'Lübeck', 53.87],
    ['Boje', 'Kiel', 54.32],
    ['Café Container', 'Kiel', 54.33],
  ] as const) {
    const input = venueInput({ name, address: { ...address, city }, location: { latitude, longitude: 10.1 } });
    await venues.ask(createVenue, { input });
  }
});

const list = `
  query ($filter: VenueFilter, $first: Int! = 20, $after: Cursor) {
    venues(filter: $filter, first: $first, after: $after) { edges { node { name } } pageInfo { endCursor } }
  }`;

test.each([
  ['nothing', null, ['Boje', 'Café Anker', 'Café Container']],
  ['nothing in particular', {}, ['Boje', 'Café Anker', 'Café Container']],
  ['a kind', { kind: 'STADIUM' }, []],
  ['a city', { city: 'kiel' }, ['Boje', 'Café Container']],
  ['words', { text: 'cafe lub' }, ['Café Anker']],
  ['a place', { near: { latitude: 54.4, longitude: 10.1, radiusKm: 100 } }, ['Café Container', 'Boje', 'Café Anker']],
  ['all of it', { near: { latitude: 54.4, longitude: 10.1, radiusKm: 10 }, kind: 'RESTAURANT', text: 'boj' }, ['Boje']],
])('venues are found by %s', async (_what, filter, expected) => {
  const answer = await venues.ask(list, { filter });

  expect(at(answer, 'venues', 'edges')).toEqual(expected.map((name) => ({ node: { name } })));
});

test.each([
  ['a place beyond the pole', { near: { latitude: 91, longitude: 0, radiusKm: 1 } }, ['near', 'latitude']],
  ['a place beyond the date line', { near: { latitude: 0, longitude: 181, radiusKm: 1 } }, ['near', 'longitude']],
  ['no radius', { near: { latitude: 0, longitude: 0, radiusKm: 0 } }, ['near', 'radiusKm']],
  ['a radius beyond the earth', { near: { latitude: 0, longitude: 0, radiusKm: 20_041 } }, ['near', 'radiusKm']],
  ['a null character', { text: 'Caf\0' }, ['text']],
])('a filter with %s is bad input', async (_what, filter, path) => {
  const answer = await venues.ask(list, { filter });

  expect(answer).toMatchObject({
    data: { venues: null },
    errors: [{ path: ['venues'], extensions: { code: 'BAD_USER_INPUT', argument: ['filter', ...path] } }],
  });
});

test('a cursor of another filter is bad input', async () => {
  const first = await venues.ask(list, { first: 1, filter: { city: 'Kiel' } });
  const after = at(first, 'venues', 'pageInfo', 'endCursor');

  const answer = await venues.ask(list, { first: 1, filter: { city: 'Lübeck' }, after });

  expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: ['after'] } }]);
});
