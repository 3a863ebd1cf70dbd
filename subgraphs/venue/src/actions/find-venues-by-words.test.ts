import { afterAll, beforeAll, expect, test } from 'vitest';
import { venueInput } from '../testing/inputs.ts';
import { listed, openEach } from '../testing/listed.ts';
import { openVenues } from '../testing/open-venues.ts';
import { listVenues } from './list-venues.ts';
import { updateVenue } from './update-venue.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const { address } = venueInput();
const inCity = (city: string) => ({ address: { ...address, city } });

beforeAll(() =>
  openEach(venues.scope, [
    { name: 'Café Äther', description: "Joe's stars+moon — at night", ...inCity('Köln') },
    { name: 'Zur Straße', kind: 'BAR', ...inCity('KÖLN') },
    { name: 'Obserwatorium', kind: 'OBSERVATORY', ...inCity('Łódź') },
    { name: 'ΤΑΒΕΡΝΑ ΝΙΚΟΣ', ...inCity('Αθήνα') },
    { name: '東京天文台', ...inCity('東京') },
    { name: 'हिन्दी भवन', ...inCity('दिल्ली') },
    { name: 'Planetarium 3000', kind: 'PLANETARIUM', description: 'x'.repeat(5_000), ...inCity('Wien') },
  ]),
);

test.each([
  ['Köln', ['Café Äther', 'Zur Straße']],
  ['koln', ['Café Äther', 'Zur Straße']],
  [' Ko\u0308LN ', ['Café Äther', 'Zur Straße']],
  ['LODZ', ['Obserwatorium']],
  ['αθηνα', ['ΤΑΒΕΡΝΑ ΝΙΚΟΣ']],
  ['東京', ['東京天文台']],
  ['Kol', []],
  ['K%', []],
  ['', []],
])('in the city %j there are %j', async (city, expected) => {
  expect(await listed(venues.scope(), { city })).toEqual(expected);
});

test.each([
  ['cafe', ['Café Äther']],
  ['CAFÉ äth', ['Café Äther']],
  ['koln', ['Café Äther', 'Zur Straße']],
  ['zur koln', ['Zur Straße']],
  ['strasse', ['Zur Straße']],
  ['STRAẞE', ['Zur Straße']],
  ['stras', ['Zur Straße']],
  ["joe's", ['Café Äther']],
  ['moon', ['Café Äther']],
  ['night stars', ['Café Äther']],
  ['oon', []],
  ['cafe nowhere', []],
  ['Νίκος', ['ΤΑΒΕΡΝΑ ΝΙΚΟΣ']],
  ['νικ ταβερνα', ['ΤΑΒΕΡΝΑ ΝΙΚΟΣ']],
  ['東京天', ['東京天文台']],
  ['天文台', []],
  ['हिन्दी', ['हिन्दी भवन']],
  ['３０００', ['Planetarium 3000']],
  ['x'.repeat(200), ['Planetarium 3000']],
])('by the words %j venues are found: %j', async (text, expected) => {
  expect(await listed(venues.scope(), { text })).toEqual(expected);
});

test.each([
  "'",
  '\\',
  "cafe' | 'zur",
  'cafe:*',
  '!cafe',
  'cafe & zur',
  "');drop table venues;--",
  '(cafe <-> ather)',
  '%',
  '_',
])('what means something to the database means nothing in %j', async (text) => {
  const words = text.match(/[a-z]+/g) ?? [];
  const plain = await listed(venues.scope(), { text: words.join(' ') });

  expect(await listed(venues.scope(), { text })).toEqual(plain);
});

test.each(['', '   ', '★ – !'])('without a word, as in %j, all venues are found', async (text) => {
  expect(await listed(venues.scope(), { text })).toHaveLength(7);
});

test('all that is given must fit', async () => {
  expect(await listed(venues.scope(), { kind: 'BAR', city: 'köln', text: 'zur' })).toEqual(['Zur Straße']);
  expect(await listed(venues.scope(), { kind: 'BAR', city: 'köln', text: 'cafe' })).toEqual([]);
  expect(await listed(venues.scope(), { kind: 'OBSERVATORY' })).toEqual(['Obserwatorium']);
});

test('a venue is found by what it says of itself now', async () => {
  await openEach(venues.scope, [{ name: 'Leuchtturm' }]);
  const { edges } = await listVenues(venues.scope(), { first: 1, filter: { text: 'leuchtturm' } });

  await updateVenue(venues.scope(), {
    input: { id: String(edges[0]?.node.id), name: 'Nebelhorn', ...inCity('Husum') },
  });

  expect(await listed(venues.scope(), { text: 'leuchtturm' })).toEqual([]);
  expect(await listed(venues.scope(), { text: 'nebel husum', city: 'HUSUM' })).toEqual(['Nebelhorn']);
});
