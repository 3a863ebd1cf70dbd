import { expect, test } from 'vitest';
import { bookableVenue, daily, onDay, table } from '../testing/bookable-venue.ts';
import {
  attentionAfter,
  type AttentionReason,
  type Exposed,
  isExposed,
  problemsAt,
  stillWrong,
  turnOf,
} from './attention.ts';
import type { Status } from './lifecycle.ts';
import type { BookableVenue, Combination } from './venue.ts';

const at = Temporal.Instant.from;
const hall = (tables = [table('one', 1, 4), table('two', 2, 4)], combinations: readonly Combination[] = [joined]) => ({
  rooms: [{ id: 'hall', tables, combinations }],
});
const joined = { tableIds: ['two', 'one'], minParty: 4, maxParty: 8, priority: 0 };
const good = bookableVenue({ openingHours: daily('18:00–02:00'), ...hall() });

/** On Friday, 1 May 2026, from 22:00 to 00:30 in Berlin. */
const stay = { start: at('2026-05-01T20:00:00Z'), end: at('2026-05-01T22:30:00Z') };
const four = { tableIds: ['one'], partySize: 4, stay, timeZone: 'Europe/Berlin' };
const eight = { ...four, tableIds: ['one', 'two'], partySize: 8 };
const problems = (booking: Omit<Exposed, 'attention'>, change: Partial<BookableVenue>) =>
  problemsAt({ ...good, ...change })(booking);

test('nothing is wrong while the venue is as it was', () => {
  expect(problems(four, {})).toEqual([]);
  expect(problems(eight, {})).toEqual([]);
});

test.each<[string, Partial<BookableVenue>, AttentionReason[], AttentionReason[]]>([
  ['its table is out of use', hall([table('two', 1, 4)], []), ['TABLE_RETIRED'], ['TABLE_RETIRED']],
  ['another table is out of use', hall([table('one', 1, 4)], []), [], ['TABLE_RETIRED']],
  ['there is no room any more', { rooms: [] }, ['TABLE_RETIRED'], ['TABLE_RETIRED']],
  ['its table seats less', hall([table('one', 1, 3), table('two', 1, 4)]), ['CAPACITY_LOWERED'], []],
  ['its table is for more', hall([table('one', 5, 9), table('two', 1, 4)]), [], []],
  ['the tables are joined no more', hall(undefined, []), [], ['CAPACITY_LOWERED']],
  ['the tables are joined for less', hall(undefined, [{ ...joined, maxParty: 7 }]), [], ['CAPACITY_LOWERED']],
  ['it opens later', { openingHours: daily('22:01–02:00') }, ['HOURS_CHANGED'], ['HOURS_CHANGED']],
  ['it closes earlier', { openingHours: daily('18:00–00:29') }, ['HOURS_CHANGED'], ['HOURS_CHANGED']],
  ['it closes as they leave', { openingHours: daily('18:00–00:30') }, [], []],
  [
    'it makes a pause meanwhile',
    { openingHours: daily('18:00–23:00', '23:15–02:00') },
    ['HOURS_CHANGED'],
    ['HOURS_CHANGED'],
  ],
  ['it is closed on the day', { specialHours: onDay('2026-05-01') }, ['HOURS_CHANGED'], ['HOURS_CHANGED']],
  ['it is closed on the next day', { specialHours: onDay('2026-05-02') }, [], []],
  ['its clocks go by another zone', { timeZone: 'Asia/Tokyo' }, ['HOURS_CHANGED'], ['HOURS_CHANGED']],
  ['its clock shows an hour less', { timeZone: 'Europe/Lisbon' }, ['HOURS_CHANGED'], ['HOURS_CHANGED']],
  ['its clock has another name', { timeZone: 'Europe/Vienna' }, [], []],
  ['its clock shows another time in winter', { timeZone: 'Africa/Johannesburg' }, [], []],
  ['it has closed for good', { closed: true }, ['VENUE_CLOSED'], ['VENUE_CLOSED']],
])('when %s, bookings of one table and of two are looked at for it', (_, change, single, combined) => {
  expect(problems(four, change)).toEqual(single);
  expect(problems(eight, change)).toEqual(combined);
});

test('stays are told apart, however many are judged', () => {
  const until = (end: string) => ({ start: stay.start, end: at(end) });
  const problemsOf = problemsAt({ ...good, openingHours: daily('18:00–00:30') });

  const found = ['2026-05-01T22:30:00Z', '2026-05-01T22:30:00.000001Z', '2026-05-01T22:30:00Z'].map((end) =>
    problemsOf({ ...four, stay: until(end) }),
  );

  expect(found).toEqual([[], ['HOURS_CHANGED'], []]);
});

test('all that is wrong is told, in the order of the graph', () => {
  const ruin = { closed: true, openingHours: [], rooms: [] };

  expect(problems(four, ruin)).toEqual(['TABLE_RETIRED', 'HOURS_CHANGED', 'VENUE_CLOSED']);
});

test('what is still wrong with a booking that has changed is still to be looked at, unless it was seen to', () => {
  const ruin = { ...good, closed: true, openingHours: [] };

  expect(stillWrong(ruin, { ...four, attention: ['TABLE_RETIRED', 'VENUE_CLOSED'] })).toEqual(['VENUE_CLOSED']);
  expect(stillWrong(good, { ...four, attention: ['VENUE_CLOSED'] })).toEqual([]);
});

const closed = { ...good, closed: true };
const shut = { ...good, openingHours: [] };
const after = (before: BookableVenue, now: BookableVenue, attention: AttentionReason[] = []) =>
  attentionAfter(before, now)({ ...four, attention });

test('what has become wrong is added to what there is to see to', () => {
  expect(after(good, closed)).toEqual(['VENUE_CLOSED']);
  expect(after(shut, { ...shut, closed: true }, ['HOURS_CHANGED'])).toEqual(['HOURS_CHANGED', 'VENUE_CLOSED']);
});

test('what is right again goes, and the rest stays', () => {
  expect(after({ ...shut, closed: true }, closed, ['HOURS_CHANGED', 'VENUE_CLOSED'])).toEqual(['VENUE_CLOSED']);
  expect(after(closed, good, ['VENUE_CLOSED'])).toEqual([]);
});

test('what was seen to does not come back while it lasts, and does when it breaks anew', () => {
  expect(after(closed, { ...closed, rooms: good.rooms })).toEqual([]);
  expect(after(closed, { ...shut, closed: true })).toEqual(['HOURS_CHANGED']);
  expect(after(good, closed)).toEqual(['VENUE_CLOSED']);
});

test.each<[string, AttentionReason[], AttentionReason[], ReturnType<typeof turnOf>]>([
  ['nothing', [], [], undefined],
  ['the same', ['VENUE_CLOSED', 'HOURS_CHANGED'], ['HOURS_CHANGED', 'VENUE_CLOSED'], undefined],
  ['one more', ['VENUE_CLOSED'], ['HOURS_CHANGED', 'VENUE_CLOSED'], 'HOURS_CHANGED'],
  ['two more', [], ['TABLE_RETIRED', 'HOURS_CHANGED'], 'TABLE_RETIRED'],
  ['one instead of another', ['TABLE_RETIRED'], ['CAPACITY_LOWERED'], 'CAPACITY_LOWERED'],
  ['one less', ['TABLE_RETIRED', 'HOURS_CHANGED'], ['HOURS_CHANGED'], 'RESOLVED'],
])('a turn to %s is named by what came, or by that something went', (_, before, now, turn) => {
  expect(turnOf(before, now)).toBe(turn);
});

const lapsesAt = at('2026-05-01T12:00:00Z');

test.each<[Status, boolean]>([
  ['REQUESTED', false],
  ['HELD', true],
  ['PENDING_PAYMENT', true],
  ['CONFIRMED', true],
  ['SEATED', false],
  ['FINISHED', false],
  ['CANCELLED', false],
  ['EXPIRED', false],
  ['NO_SHOW', false],
  ['REJECTED', false],
])('a booking that is %s is concerned by changes of its venue: %s', (status, exposed) => {
  expect(isExposed({ status, stay }, lapsesAt)).toBe(exposed);
});

test('a booking is concerned until its last instant', () => {
  expect(isExposed({ status: 'CONFIRMED', stay }, stay.end.subtract({ microseconds: 1 }))).toBe(true);
  expect(isExposed({ status: 'CONFIRMED', stay }, stay.end)).toBe(false);
});

test('a hold is concerned until it lapses', () => {
  expect(isExposed({ status: 'HELD', lapsesAt, stay }, lapsesAt.subtract({ microseconds: 1 }))).toBe(true);
  expect(isExposed({ status: 'HELD', lapsesAt, stay }, lapsesAt)).toBe(false);
});
