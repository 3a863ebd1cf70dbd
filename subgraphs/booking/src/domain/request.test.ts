import { expect, test } from 'vitest';
import { checkGuest, checkPartySize, checkStart, stayFrom } from './request.ts';

const now = Temporal.Instant.from('2026-05-01T10:00:00Z');
const refusal = (...path: string[]) =>
  expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', ...path] });
const stayOf = (duration: string) => stayFrom(now, Temporal.Duration.from(duration));
const stayAt = (start: Temporal.Instant) => ({ start, end: start.add({ hours: 1 }) });

test('a guest is kept without the blanks around the words, and with null for what was not said', () => {
  const guest = checkGuest({ name: '  Ada Lovelace ', email: ' ada@example.org', note: 'by the window\n' });

  expect(guest).toEqual({ name: 'Ada Lovelace', email: 'ada@example.org', phone: null, note: 'by the window' });
});

test.each([
  ['an empty name', { name: '' }, 'name'],
  ['a name of blanks', { name: ' \t\n' }, 'name'],
  ['a name of 201 characters', { name: 'x'.repeat(201) }, 'name'],
  ['a name with a NUL', { name: 'Ada\u0000' }, 'name'],
  ['a name with half a character', { name: 'Ada\ud83d' }, 'name'],
  ['an email without an @', { name: 'Ada', email: 'ada.example.org' }, 'email'],
  ['an email with two @', { name: 'Ada', email: 'ada@@example.org' }, 'email'],
  ['an email with a blank', { name: 'Ada', email: 'ada l@example.org' }, 'email'],
  ['an empty email', { name: 'Ada', email: '' }, 'email'],
  ['an email of 321 characters', { name: 'Ada', email: `${'x'.repeat(309)}@example.org` }, 'email'],
  ['a phone number of 51 characters', { name: 'Ada', phone: '1'.repeat(51) }, 'phone'],
  ['a note of 2001 characters', { name: 'Ada', note: 'x'.repeat(2001) }, 'note'],
])('a guest with %s is refused', (_, guest, field) => {
  expect(() => checkGuest(guest)).toThrow(refusal('guest', field));
});

test('a letter and its accent are one character', () => {
  expect(checkGuest({ name: 'Ame\u0301lie' }).name).toBe('Am\u00e9lie');
});

test('the longest words that may be are kept whole', () => {
  const guest = {
    name: 'x'.repeat(200),
    email: `${'x'.repeat(308)}@example.org`,
    phone: '1'.repeat(50),
    note: '👋'.repeat(1000),
  };

  expect(checkGuest(guest)).toEqual(guest);
});

test('a party is at least one', () => {
  expect(() => checkPartySize(1)).not.toThrow();
  for (const partySize of [0, -1, -2_147_483_648])
    expect(() => checkPartySize(partySize)).toThrow(refusal('partySize'));
});

test.each([
  ['PT15M', 15],
  ['PT90M', 90],
  ['PT1H30M', 90],
  ['PT5400S', 90],
  ['PT24H', 1440],
  ['P1D', 1440],
])('a stay of %s ends after %d minutes', (duration, minutes) => {
  expect(stayOf(duration)).toEqual({ start: now, end: now.add({ minutes }) });
});

test.each([
  'PT0S',
  'PT14M',
  'PT14M59S',
  'PT90M30S',
  'PT24H1M',
  'P2D',
  '-PT90M',
  'P1W',
  'P1M',
  'P1Y',
  '-P1M',
  'P1MT90M',
])('a stay of %s is refused', (duration) => {
  expect(() => stayOf(duration)).toThrow(refusal('duration'));
});

test('a stay begins with a microsecond, as that is what can be kept', () => {
  const { start } = stayFrom(Temporal.Instant.from('2026-05-01T10:00:00.123456789Z'), Temporal.Duration.from('PT90M'));

  expect(String(start)).toBe('2026-05-01T10:00:00.123456Z');
});

test('a stay may begin up to two years ahead', () => {
  for (const start of [now, now.add({ hours: 24 * 730 })]) expect(() => checkStart(stayAt(start), now)).not.toThrow();
});

test('a stay more than two years ahead is refused', () => {
  const tooFar = now.add({ hours: 24 * 730, nanoseconds: 1 });

  expect(() => checkStart(stayAt(tooFar), now)).toThrow(refusal('startsAt'));
});
