import { expect, test } from 'vitest';
import { bookableVenue, daily, onDay, table } from '../testing/bookable-venue.ts';
import { momentOf } from './moment.ts';
import { type Claim, claimedFor, closedFor, freeAmong, paced, past } from './placement.ts';
import { defaultPolicy } from './policy.ts';
import type { TableOption } from './tables.ts';
import type { BookableVenue } from './venue.ts';

/** An instant on the first day of May 2026 in Berlin, or on the second where it is early. */
const at = (time: string) => Temporal.Instant.from(`2026-05-0${time < '10:00' ? 2 : 1}T${time}+02:00`);
const visit = (venue: BookableVenue, from: string, to: string) => ({
  venue,
  policy: defaultPolicy,
  stay: { start: at(from), end: at(to) },
});

const evening = bookableVenue({ openingHours: daily('18:00–02:00') });

test.each([
  ['from the opening on', '18:00', '20:00'],
  ['past midnight', '23:30', '01:30'],
  ['until the closing', '00:30', '02:00'],
])('a venue is open for a stay %s', (_when, from, to) => {
  expect(closedFor(visit(evening, from, to))).toBeUndefined();
});

test.each([
  ['begins too early', '17:59', '19:00', '2026-05-01T16:00:00Z'],
  ['ends too late', '23:00', '02:01', '2026-05-02T16:00:00Z'],
])('a stay that %s finds the venue closed until it opens next', (_how, from, to, until) => {
  expect(closedFor(visit(evening, from, to))).toEqual({
    code: 'CLOSED',
    message: 'The venue is not open for the whole stay',
    until: Temporal.Instant.from(until),
  });
});

test('whether a venue opens again is looked for a week ahead', () => {
  const inAWeek = bookableVenue({ specialHours: onDay('2026-05-08', '18:00–22:00') });
  const later = bookableVenue({ specialHours: onDay('2026-05-08', '18:01–22:00') });

  const found = [inAWeek, later].map((venue) => closedFor(visit(venue, '18:00', '20:00'))?.until);

  expect(found).toEqual([Temporal.Instant.from('2026-05-08T18:00+02:00'), undefined]);
});

test('a venue that has closed for good is closed whatever its hours say', () => {
  expect(closedFor(visit({ ...evening, closed: true }, '18:00', '20:00'))).toEqual({
    code: 'CLOSED',
    message: 'The venue has closed for good',
    refusal: 'VENUE_CLOSED',
  });
});

test('a party may come at the very instant, and a microsecond later no more', () => {
  const { stay } = visit(evening, '18:00', '20:00');

  expect(past(stay, stay.start)).toBeUndefined();
  expect(past(stay, stay.start.add({ microseconds: 1 }))).toMatchObject({ code: 'PAST' });
});

test('a slot takes as many parties as the policy says, until the next one', () => {
  const policy = { ...defaultPolicy, maxPartiesPerSlot: 3 };
  const slot = { start: at('18:00'), end: at('18:15') };

  expect(paced(policy, slot, 2)).toBeUndefined();
  expect(paced(policy, slot, 3)).toEqual({
    code: 'PACING',
    message: 'The venue takes 3 parties in 15 minutes',
    until: at('18:15'),
  });
  expect(paced({ ...policy, maxPartiesPerSlot: null }, slot, 1_000)).toBeUndefined();
});

test('what is kept free behind a stay belongs to what it claims', () => {
  const { stay } = visit(evening, '18:00', '20:00');

  expect(claimedFor({ policy: { ...defaultPolicy, bufferMinutes: 20 }, stay })).toEqual({
    start: at('18:00'),
    end: at('20:20'),
  });
});

const [one, two, three] = [table('one', 1, 4), table('two', 1, 4), table('three', 1, 4)] as const;
const optionOf = (...tables: TableOption['tables']): TableOption => ({ tables, minParty: 1, maxParty: 4, priority: 0 });

/** A claim on a table; one that may lapse where a time is given for it. */
const claim = (tableId: string, until: string, lapses?: string): Claim => ({
  tableId,
  bookingId: 'somebody',
  startsAt: momentOf(at('18:00')),
  endsAt: momentOf(at(until)),
  lapsesAt: lapses === undefined ? null : momentOf(at(lapses)),
});

test('options that nobody has are free, in their order', () => {
  const options = [optionOf(one), optionOf(two), optionOf(three), optionOf(two, three), optionOf(three, one)];

  const { free } = freeAmong(options, [claim('two', '20:00')]);

  expect(free).toEqual([optionOf(one), optionOf(three), optionOf(three, one)]);
});

test('tables are taken until the first of them is free, held until the first of them may lapse', () => {
  const options = [optionOf(one), optionOf(two), optionOf(three), optionOf(table('four', 1, 4))];
  const claims = [
    claim('three', '20:00', '17:10'),
    claim('two', '21:00'),
    claim('one', '20:30'),
    claim('four', '20:00', '17:05'),
  ];

  const { free, obstacles } = freeAmong(options, claims);

  expect(free).toEqual([]);
  expect(obstacles).toEqual([
    {
      code: 'TAKEN',
      message: 'Another booking has the place at that time',
      tableIds: ['one', 'two'],
      until: at('20:30'),
    },
    {
      code: 'HELD',
      message: 'Somebody holds the place at that time',
      tableIds: ['three', 'four'],
      until: at('17:05'),
    },
  ]);
});

test.each([
  ['a booking and a hold', [claim('one', '19:00'), claim('one', '21:00', '17:10')], 'TAKEN', '19:00'],
  ['a hold and a booking', [claim('one', '21:00', '17:10'), claim('one', '19:00')], 'TAKEN', '19:00'],
  ['two bookings', [claim('one', '21:00'), claim('one', '19:00')], 'TAKEN', '21:00'],
  ['two holds', [claim('one', '19:00', '17:10'), claim('one', '21:00', '17:05')], 'HELD', '17:10'],
])('a table that %s have is %s', (_who, claims, code, until) => {
  const [obstacle] = freeAmong([optionOf(one)], claims).obstacles;

  expect([obstacle?.code, obstacle?.until]).toEqual([code, at(until)]);
});

test('only what is in the way is told, and each table once', () => {
  const options = [optionOf(one, two), optionOf(two), optionOf(two, three)];

  const { obstacles } = freeAmong(options, [claim('two', '20:00'), claim('elsewhere', '20:00')]);

  expect(obstacles).toMatchObject([{ code: 'TAKEN', tableIds: ['two'] }]);
});
