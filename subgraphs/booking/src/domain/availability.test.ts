import { expect, test } from 'vitest';
import { bookableVenue, daily, onDay, table } from '../testing/bookable-venue.ts';
import { contestedBy, mostOptions, type Slot, slotsOf } from './availability.ts';
import { instantOf, type Moment, momentOf } from './moment.ts';
import type { Arrival, Claim, Rivals } from './placement.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { startTimes } from './slot.ts';
import { optionsFor } from './tables.ts';
import type { BookableVenue } from './venue.ts';

const hall = {
  id: 'hall',
  tables: [table('two', 1, 2), table('four', 1, 4), table('big', 3, 8)],
  combinations: [
    { tableIds: ['two', 'four'], minParty: 3, maxParty: 6, priority: 1 },
    { tableIds: ['four', 'big'], minParty: 3, maxParty: 6, priority: 2 },
  ],
};
const venue = bookableVenue({ openingHours: daily('18:00–20:00'), rooms: [hall] });

/** An instant on the first day of May 2026 by the venue's clock. */
const at = (time: string) => Temporal.Instant.from(`2026-05-01T${time}+02:00`);

interface Given {
  readonly venue?: BookableVenue;
  readonly policy?: Partial<Policy>;
  readonly date?: string;
  readonly partySize?: number;
  readonly stayMinutes?: number;
  readonly claims?: readonly Claim[];
  readonly arrivals?: readonly Arrival[];
  readonly now?: Temporal.Instant;
}

const wantedFor = (given: Given) => {
  const known = { venue: given.venue ?? venue, policy: { ...defaultPolicy, slotMinutes: 30, ...given.policy } };
  return {
    ...known,
    starts: startTimes(known.venue, known.policy.slotMinutes, Temporal.PlainDate.from(given.date ?? '2026-05-01')),
    stayMinutes: given.stayMinutes ?? 30,
    options: optionsFor(known.venue, given.partySize ?? 3),
  };
};

const rivalsOf = ({ now = at('12:00'), claims = [], arrivals = [] }: Given): Rivals => ({ at: now, claims, arrivals });

const slotsFor = (given: Given): Slot[] => slotsOf(wantedFor(given), rivalsOf(given));

/** Slots in one line each: when, what serves, and what does not, such as `18:00 four big · TAKEN two until 19:00`. */
function told(slots: readonly Slot[], timeZone = 'Europe/Berlin'): string[] {
  const clock = (moment: Moment) => instantOf(moment).toZonedDateTimeISO(timeZone).toString().slice(11, 16);
  return slots.map(({ startsAt, options, reasons }) => {
    const served = options.map(({ tables }) => tables.map(({ id }) => id).join('+'));
    const lacking = reasons.flatMap(({ code, tableIds = [], until }) => [
      '·',
      code,
      ...tableIds,
      ...(until ? ['until', clock(until)] : []),
    ]);
    return [clock(startsAt), ...served, ...lacking].join(' ');
  });
}

const claim = (tableId: string, from: string, to: string, lapses?: string): Claim => ({
  tableId,
  bookingId: 'somebody',
  startsAt: momentOf(at(from)),
  endsAt: momentOf(at(to)),
  lapsesAt: lapses === undefined ? null : momentOf(at(lapses)),
  overstays: false,
});

const arrival = (time: string, lapses?: string): Arrival => ({
  bookingId: 'somebody',
  startsAt: momentOf(at(time)),
  lapsesAt: lapses === undefined ? null : momentOf(at(lapses)),
});

test('where nobody has booked every start time has every option, the best first', () => {
  const slots = slotsFor({});

  expect(slots.map(({ available }) => available)).toEqual([true, true, true, true]);
  expect(told(slots)).toEqual([
    '18:00 four four+big two+four big',
    '18:30 four four+big two+four big',
    '19:00 four four+big two+four big',
    '19:30 four four+big two+four big',
  ]);
});

test('a slot tells until when the party would stay', () => {
  expect(slotsFor({ stayMinutes: 45 }).map(({ endsAt }) => endsAt)).toEqual(
    ['18:45', '19:15', '19:45', '20:15'].map((time) => momentOf(at(time))),
  );
});

test('tables that others have are named with the time from which the first of them is free', () => {
  const claims = [
    claim('four', '18:15', '19:00'),
    claim('big', '17:00', '19:30'),
    claim('two', '18:30', '19:30', '12:05'),
  ];

  expect(told(slotsFor({ claims }))).toEqual([
    '18:00 · TAKEN four big until 19:00',
    '18:30 · TAKEN four big until 19:00 · HELD two until 12:05',
    '19:00 four · TAKEN big until 19:30 · HELD two until 12:05',
    '19:30 four four+big two+four big',
  ]);
});

test('a hold that lapses at this instant is in nobody’s way, one that lapses a microsecond later is', () => {
  const now = at('12:05');
  const held = claim('four', '18:00', '20:00', '12:05');
  const running = { ...held, lapsesAt: momentOf(now) + 1 };

  expect(told(slotsFor({ now, claims: [held] })).slice(0, 1)).toEqual(['18:00 four four+big two+four big']);
  expect(told(slotsFor({ now, claims: [running] })).slice(0, 1)).toEqual(['18:00 big · HELD four until 12:05']);
});

test('stays that touch are not in each other’s way, unless the table is kept free between them', () => {
  const claims = [claim('four', '19:00', '19:30')];
  const free = (policy: Partial<Policy>) =>
    slotsFor({ policy, claims }).flatMap(({ options }) => options.some(({ tables }) => tables[0]?.id === 'four'));

  expect(free({})).toEqual([true, true, false, true]);
  expect(free({ bufferMinutes: 15 })).toEqual([true, false, false, true]);
});

test('a stay that begins within another by a microsecond is in its way', () => {
  const late = { ...claim('four', '18:00', '18:30'), endsAt: momentOf(at('18:30')) + 1 };

  const [, second] = told(slotsFor({ claims: [late] }));

  expect(second).toBe('18:30 big · TAKEN four until 18:30');
});

test('start times too late for the whole stay are told with the next opening', () => {
  expect(told(slotsFor({ stayMinutes: 90 }))).toEqual([
    '18:00 four four+big two+four big',
    '18:30 four four+big two+four big',
    '19:00 · CLOSED until 18:00',
    '19:30 · CLOSED until 18:00',
  ]);
});

test('a slot is paced by the parties that arrive in it, wherever they sit and whether they have left', () => {
  const policy = { maxPartiesPerSlot: 2 };
  const arrivals = [arrival('18:30'), arrival('18:59'), arrival('19:00'), arrival('19:15', '12:05')];

  expect(told(slotsFor({ policy, arrivals }))).toEqual([
    '18:00 four four+big two+four big',
    '18:30 · PACING until 19:00',
    '19:00 · PACING until 19:30',
    '19:30 four four+big two+four big',
  ]);
  expect(told(slotsFor({ policy, arrivals, now: at('12:05') }))[2]).toBe('19:00 four four+big two+four big');
});

test('start times that are over are told as such', () => {
  expect(told(slotsFor({ now: at('18:30') }))[0]).toBe('18:00 · PAST');
  expect(told(slotsFor({ now: at('18:30') }))[1]).toBe('18:30 four four+big two+four big');
});

test('whatever stands in the way of the whole time is told, in the order in which a hold is judged', () => {
  const given = { policy: { maxPartiesPerSlot: 1 }, arrivals: [arrival('19:30')], stayMinutes: 60, now: at('19:45') };

  expect(told(slotsFor({ ...given, partySize: 40 }))[3]).toBe(
    '19:30 · PARTY_TOO_LARGE · CLOSED until 18:00 · PAST · PACING until 20:00',
  );
});

test('a venue that has closed for good has no place at any time', () => {
  const slots = slotsFor({ venue: { ...venue, closed: true } });

  expect(told(slots)).toEqual(['18:00 · CLOSED', '18:30 · CLOSED', '19:00 · CLOSED', '19:30 · CLOSED']);
  expect(slots.map(({ available }) => available)).toEqual([false, false, false, false]);
});

test('a night is judged past midnight, a special day by its own hours', () => {
  const specialHours = onDay('2026-05-02', '12:00–12:30');
  const night = { ...venue, openingHours: daily('23:00–01:00'), specialHours };

  expect(told(slotsFor({ venue: night, partySize: 1, stayMinutes: 60 }))).toEqual([
    '23:00 two four',
    '23:30 two four',
    '00:00 two four',
    '00:30 · CLOSED until 23:00',
  ]);
  expect(told(slotsFor({ venue: night, partySize: 1, date: '2026-05-02' }))).toEqual(['12:00 two four']);
});

test.each([
  ['2026-03-29', ['01:30', '03:00', '03:30', '04:00 CLOSED', '04:30 CLOSED']],
  ['2026-10-25', ['01:30', '02:00', '02:30', '02:00', '02:30', '03:00', '03:30', '04:00 CLOSED', '04:30 CLOSED']],
])('on %s, when the clocks change, a stay of 90 minutes is 90 minutes', (date, expected) => {
  const night = { ...venue, openingHours: [], specialHours: onDay(date, '01:30–05:00') };

  const slots = slotsFor({ venue: night, stayMinutes: 90, date, now: Temporal.Instant.from('2026-01-01T00:00Z') });

  expect(told(slots).map((line) => line.replace(/ four.*/, '').replace(' ·', ''))).toEqual(expected);
});

test('nothing is offered further ahead than bookings are taken', () => {
  const now = at('19:00').subtract({ hours: 24 * 730 });

  expect(told(slotsFor({ now, partySize: 1 }))).toEqual(['18:00 two four', '18:30 two four', '19:00 two four']);
});

test('of the claims those on any option from the first start to the end of the last stay matter', () => {
  const policy = { maxPartiesPerSlot: 2, bufferMinutes: 10 };

  expect(contestedBy(wantedFor({ policy }))).toEqual({
    tableIds: ['four', 'big', 'two'],
    during: { start: at('18:00'), end: at('20:10') },
    arriving: { venueId: 'venue', during: { start: at('17:30'), end: at('20:00') } },
  });
  expect(contestedBy(wantedFor({}))?.arriving).toBeUndefined();
});

test('a day without a stretch has no start time, and nobody is asked about it', () => {
  const closed = { ...venue, specialHours: onDay('2026-05-01') };

  expect(slotsFor({ venue: closed })).toEqual([]);
  expect(contestedBy(wantedFor({ venue: closed }))).toBeUndefined();
});

test('of many places that would serve, the twenty best are shown', () => {
  const tables = Array.from({ length: 30 }, (_, index) => table(`t${index}`, 1, 30 - index));
  const large = { ...venue, rooms: [{ id: 'hall', tables, combinations: [] }] };

  const [slot] = slotsFor({ venue: large, partySize: 5 });

  const shown = slot?.options.flatMap((option) => option.tables.map(({ maxParty }) => maxParty));
  expect(shown).toEqual(Array.from({ length: mostOptions }, (_, index) => 5 + index));
  expect(slot?.reasons).toEqual([]);
});
