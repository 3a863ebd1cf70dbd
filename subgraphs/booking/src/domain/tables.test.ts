import { expect, test } from 'vitest';
import { namedOption, optionsFor, type Options, serves, tableIdsOf } from './tables.ts';
import type { BookableVenue } from './venue.ts';

const table = (id: string, minParty: number, maxParty: number) => ({ id, label: id.toUpperCase(), minParty, maxParty });

const venue: BookableVenue = {
  id: 'venue',
  timeZone: 'Europe/Berlin',
  closed: false,
  openingHours: [],
  specialHours: [],
  rooms: [
    {
      id: 'hall',
      tables: [table('six', 4, 6), table('two', 1, 2), table('four', 2, 4), table('pair', 1, 2)],
      combinations: [
        { tableIds: ['two', 'four'], minParty: 3, maxParty: 6, priority: 7 },
        { tableIds: ['pair', 'four'], minParty: 3, maxParty: 6, priority: 8 },
      ],
    },
    { id: 'garden', tables: [table('banquet', 10, 20)], combinations: [] },
  ],
};

const idsOf = ({ options = [] }: Options) => options.map(({ tables }) => tables.map(({ id }) => id).join('+'));

test('one table can be named', () => {
  expect(idsOf(namedOption(venue, ['four'], 3))).toEqual(['four']);
});

test.each([[['two', 'four']], [['four', 'two']], [['four', 'two', 'four']]])(
  'a combination can be named as %j',
  (tableIds) => {
    expect(idsOf(namedOption(venue, tableIds, 5))).toEqual(['two+four']);
  },
);

test.each([[['two', 'six']], [['two', 'pair', 'four']], [['six', 'banquet']]])('%j may not be joined', (tableIds) => {
  expect(namedOption(venue, tableIds, 2)).toEqual({
    obstacle: { code: 'NO_COMBINATION', message: 'These tables may not be joined', tableIds },
  });
});

test('no tables cannot be named', () => {
  expect(() => namedOption(venue, [], 2)).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', 'tableIds'] }),
  );
});

test.each([
  [['six'], 3, false],
  [['six'], 4, true],
  [['six'], 6, true],
  [['six'], 7, false],
  [['four', 'two'], 6, true],
  [['four', 'two'], 2, false],
  [['four', 'six'], 4, false],
  [['throne'], 2, false],
])('%j serve a party of %d: %s', (tableIds, partySize, served) => {
  expect(serves(venue, tableIds, partySize)).toBe(served);
});

test('tables that the venue does not have are told apart from those that it has', () => {
  expect(() => namedOption(venue, ['two', 'throne', 'stool'], 2)).toThrow(
    expect.objectContaining({
      code: 'NOT_FOUND',
      inputPath: ['input', 'tableIds'],
      details: { tableIds: ['throne', 'stool'] },
    }),
  );
});

test.each([
  [['six'], 3, 'PARTY_TOO_SMALL', { minParty: 4 }],
  [['six'], 7, 'PARTY_TOO_LARGE', { maxParty: 6 }],
  [['two', 'four'], 2, 'PARTY_TOO_SMALL', { minParty: 3 }],
  [['two', 'four'], 7, 'PARTY_TOO_LARGE', { maxParty: 6 }],
])('%j for a party of %d is %s', (tableIds, partySize, code, details) => {
  expect(namedOption(venue, tableIds, partySize)).toMatchObject({ obstacle: { code, details } });
});

test.each([
  [1, ['two', 'pair']],
  [2, ['two', 'pair', 'four']],
  [3, ['four', 'four+pair', 'two+four']],
  [4, ['four', 'six', 'four+pair', 'two+four']],
  [6, ['six', 'four+pair', 'two+four']],
  [10, ['banquet']],
])(
  'a party of %d is best served by the smallest, then by fewer tables, then by the higher priority',
  (partySize, expected) => {
    expect(idsOf(optionsFor(venue, partySize))).toEqual(expected);
  },
);

test('a party larger than any place and any room learns how many fit', () => {
  expect(optionsFor(venue, 21)).toMatchObject({ obstacle: { code: 'PARTY_TOO_LARGE', details: { maxParty: 20 } } });
});

test('a party that a room would seat if its tables were joined learns that nobody declared that', () => {
  const [hall] = venue.rooms;

  expect(optionsFor({ ...venue, rooms: hall ? [hall] : [] }, 14)).toMatchObject({
    obstacle: { code: 'NO_COMBINATION', details: { maxParty: 6 } },
  });
});

test('a party between two places learns how large it would have to be', () => {
  expect(optionsFor(venue, 8)).toMatchObject({ obstacle: { code: 'PARTY_TOO_SMALL', details: { minParty: 10 } } });
});

test('a venue without tables has room for nobody', () => {
  expect(optionsFor({ ...venue, rooms: [] }, 1)).toMatchObject({
    obstacle: { code: 'PARTY_TOO_LARGE', details: { maxParty: 0 } },
  });
});

test('tables that are part of several options count once', () => {
  expect(tableIdsOf(optionsFor(venue, 3).options ?? [])).toEqual(['four', 'pair', 'two']);
});
