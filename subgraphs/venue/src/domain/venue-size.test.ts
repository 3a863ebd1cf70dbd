import { expect, test } from 'vitest';
import { mostPast } from './special-hours-change.ts';
import { mostSpecialHours } from './special-hours.ts';
import { limitSize, type VenueSnapshot } from './venue-size.ts';

const id = '01900000-0000-7000-8000-000000000001';
const table = { id, label: '"'.repeat(40), minParty: 1_000, maxParty: 1_000 };
const combination = {
  tableIds: Array.from({ length: 10 }, () => id),
  minParty: 1_000,
  maxParty: 1_000,
  priority: -1_000_000,
};

const many = <Entry>(length: number, entry: Entry) => Array.from({ length }, () => entry);

const room = (tables: number, combinations: number) => ({
  id,
  name: '"'.repeat(200),
  tables: many(tables, table),
  combinations: many(combinations, combination),
});

const venue = (rooms: VenueSnapshot['rooms']): VenueSnapshot => ({
  venueId: id,
  slug: 'x'.repeat(80),
  name: '"'.repeat(200),
  timeZone: 'America/Argentina/ComodRivadavia',
  location: { latitude: -51.123456789012, longitude: -179.123456789012, elevation: 1234.123456789012 },
  closed: false,
  openingHours: many(50, { weekday: 'WEDNESDAY', opens: '00:00', closes: '00:00' }),
  specialHours: many(mostPast + mostSpecialHours, { date: '2026-05-01', opens: '00:00', closes: '00:00' }),
  rooms,
});

test('the snapshot of the largest venue fits into one message of 1 MB', () => {
  const wide = '漢'.repeat(40);
  const largest = venue(
    many(50, { ...room(40, 20), name: wide.repeat(5), tables: many(40, { ...table, label: wide }) }),
  );

  expect(() => limitSize(largest)).not.toThrow();
  expect(Buffer.byteLength(JSON.stringify(largest))).toBeLessThan(1_000_000);
});

test.each([
  ['rooms', many(51, room(0, 0)), 'venueId'],
  ['tables', many(5, room(401, 0)), 'tables'],
  ['combinations', many(5, room(0, 201)), 'combinations'],
])('a venue with too many %s is refused', (_case, rooms, field) => {
  const refusal = expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', field] });

  expect(() => limitSize(venue(rooms))).toThrow(refusal);
});
