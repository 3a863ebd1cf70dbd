import { accept } from '@constellation/kit/input';
import { expect, test } from 'vitest';
import { venueInput } from '../testing/inputs.ts';
import { newVenue, type VenueChange, venueChange } from './venue.ts';

const { address, location } = venueInput();

test('text comes back in NFC without spaces around it, and what is left out is null', () => {
  const venue = accept(newVenue, venueInput({ name: '  Cafe\u0301 ' }));

  expect(venue).toMatchObject({ name: 'Café', description: null, phone: null, email: null });
  expect(venue.address).toMatchObject({ line2: null, region: null, postalCode: null });
  expect(venue.location.elevation).toBe(0);
});

test.each([
  { phone: '+49 30 1234567' },
  { phone: '(030) 1234567' },
  { phone: '030 123 ext. 4' },
  { phone: '030/1234-56, app. 7' },
  { phone: '1-800-FLOWERS' },
  { phone: '112' },
  { phone: '1'.repeat(50) },
  { email: 'anker@example.org' },
  { email: 'info@müller.de' },
  { email: 'müller@例え.テスト' },
  { email: '"zum+anker"@[192.0.2.1]' },
  { email: 'root@localhost' },
  { email: `${'x'.repeat(308)}@example.org` },
])('contact data as people have them are kept as they are: %j', (given) => {
  expect(accept(newVenue, venueInput(given))).toMatchObject(given);
  expect(accept(venueChange, { id: 'any', ...given })).toEqual({ id: 'any', ...given });
});

test('contact data come back without blanks around them', () => {
  const contact = { phone: ' 040 123456 ', email: '\tanker@example.org ' };

  expect(accept(newVenue, venueInput(contact))).toMatchObject({ phone: '040 123456', email: 'anker@example.org' });
});

test('a zone comes back in its usual spelling', () => {
  const venue = accept(newVenue, venueInput({ timeZone: 'europe/berlin' }));

  expect(venue.timeZone).toBe('Europe/Berlin');
});

test.each([
  ['a name of 10 000 characters', { name: 'x'.repeat(10_000) }, ['name']],
  ['a blank name', { name: ' \t ' }, ['name']],
  ['a name of two lines', { name: 'Zum\nAnker' }, ['name']],
  ['a name with a null character', { name: 'Zum\0Anker' }, ['name']],
  ['half a character', { name: 'Zum \ud83d' }, ['name']],
  ['a slug with capitals', { slug: 'Zum-Anker' }, ['slug']],
  ['a slug with two hyphens in a row', { slug: 'zum--anker' }, ['slug']],
  ['an empty slug', { slug: '' }, ['slug']],
  ['a slug of 81 characters', { slug: 'x'.repeat(81) }, ['slug']],
  ['a description of 5 001 characters', { description: 'x'.repeat(5_001) }, ['description']],
  ['an empty phone number', { phone: '' }, ['phone']],
  ['a blank phone number', { phone: ' \t ' }, ['phone']],
  ['a phone number of 51 characters', { phone: '1'.repeat(51) }, ['phone']],
  ['a phone number of two lines', { phone: '040 1234\n040 5678' }, ['phone']],
  ['a phone number with a null character', { phone: '040\0' }, ['phone']],
  ['an empty e-mail address', { email: '' }, ['email']],
  ['an e-mail address without @', { email: 'anker' }, ['email']],
  ['an e-mail address with two @', { email: 'anker@@example.org' }, ['email']],
  ['an e-mail address with a blank', { email: 'zum anker@example.org' }, ['email']],
  ['an e-mail address with a null character', { email: 'anker\0@example.org' }, ['email']],
  ['an e-mail address of 321 characters', { email: `${'x'.repeat(309)}@example.org` }, ['email']],
  ['a street of 201 characters', { address: { ...address, line1: 'x'.repeat(201) } }, ['address', 'line1']],
  ['a country in small letters', { address: { ...address, country: 'de' } }, ['address', 'country']],
  ['a country of three letters', { address: { ...address, country: 'DEU' } }, ['address', 'country']],
  ['a place beyond the pole', { location: { ...location, latitude: 90.01 } }, ['location', 'latitude']],
  ['a place beyond the date line', { location: { ...location, longitude: -180.01 } }, ['location', 'longitude']],
  ['a place in space', { location: { ...location, elevation: 400_000 } }, ['location', 'elevation']],
  ['an unknown zone', { timeZone: 'Europe/Atlantis' }, ['timeZone']],
  ['an offset for a zone', { timeZone: '+02:00' }, ['timeZone']],
])('%s is refused with the way to it', (_case, given, path) => {
  const refusal = expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', ...path] });

  expect(() => accept(newVenue, venueInput(given))).toThrow(refusal);
});

test('of a change only what is given comes back, tidied as in a new venue', () => {
  const change = accept(venueChange, { id: 'any', name: ' Cafe\u0301 ', phone: null, address });

  expect(change).toEqual({
    id: 'any',
    name: 'Café',
    phone: null,
    address: { ...address, line2: null, region: null, postalCode: null },
  });
});

test('description, phone and e-mail can be cleared', () => {
  const cleared = { description: null, phone: null, email: null };

  expect(accept(venueChange, { id: 'any', ...cleared })).toEqual({ id: 'any', ...cleared });
});

test.each(['name', 'kind', 'address', 'location', 'timeZone'])('%s cannot be cleared', (field) => {
  const refusal = expect.objectContaining({
    code: 'INVALID_INPUT',
    message: `${field} cannot be cleared; leave it out instead`,
    inputPath: ['input', field],
  });

  expect(() => accept(venueChange, { id: 'any', [field]: null })).toThrow(refusal);
});

test.each<readonly [what: string, given: Omit<VenueChange, 'id'>, path: readonly string[]]>([
  ['a blank name', { name: ' ' }, ['name']],
  ['an empty description', { description: '' }, ['description']],
  ['an empty phone number', { phone: '' }, ['phone']],
  ['an e-mail address without @', { email: 'anker' }, ['email']],
  ['a country of three letters', { address: { ...address, country: 'DEU' } }, ['address', 'country']],
  ['a place beyond the pole', { location: { ...location, latitude: 90.01 } }, ['location', 'latitude']],
  ['an offset for a zone', { timeZone: '+02:00' }, ['timeZone']],
])('a change to %s is refused with the way to it', (_what, given, path) => {
  const refusal = expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', ...path] });

  expect(() => accept(venueChange, { id: 'any', ...given })).toThrow(refusal);
});
