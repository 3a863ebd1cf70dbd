import { expect, test } from 'vitest';
import { bookableVenue, daily, onDay, table } from '../testing/bookable-venue.ts';
import { momentOf, spanOf } from './moment.ts';
import { openTimesFor } from './open-times.ts';
import { type Claim, claimedFor, closedFor, contestFor, freeAmong, paced, past } from './placement.ts';
import { defaultPolicy } from './policy.ts';
import type { TableOption } from './tables.ts';
import type { BookableVenue } from './venue.ts';

/** An instant on the first day of May 2026 in Berlin, or on the second where it is early. */
const at = (time: string) => Temporal.Instant.from(`2026-05-0${time < '10:00' ? 2 : 1}T${time}+02:00`);

/** Why a venue takes nobody for a stay. */
function closed(venue: BookableVenue, from: string, to: string) {
  const stay = { start: at(from), end: at(to) };
  return closedFor(venue, spanOf(stay), openTimesFor(venue, stay));
}

const evening = bookableVenue({ openingHours: daily('18:00–02:00') });

test.each([
  ['from the opening on', '18:00', '20:00'],
  ['past midnight', '23:30', '01:30'],
  ['until the closing', '00:30', '02:00'],
])('a venue is open for a stay %s', (_when, from, to) => {
  expect(closed(evening, from, to)).toBeUndefined();
});

test.each([
  ['begins too early', '17:59', '19:00', '2026-05-01T16:00:00Z'],
  ['ends too late', '23:00', '02:01', '2026-05-02T16:00:00Z'],
])('a stay that %s finds the venue closed until it is open for as long', (_how, from, to, until) => {
  expect(closed(evening, from, to)).toEqual({
    code: 'CLOSED',
    message: 'The venue is not open for the whole stay',
    until: momentOf(Temporal.Instant.from(until)),
  });
});

test('openings that are too short for the stay do not end a closing', () => {
  const venue = bookableVenue({ openingHours: daily('12:00–14:00', '14:00–14:30', '18:00–21:00') });
  const until = (from: string, to: string) => closed(venue, from, to)?.until;

  expect(until('11:00', '13:30')).toBe(momentOf(at('12:00')));
  expect(until('11:00', '13:31')).toBe(momentOf(at('18:00')));
  expect(until('11:00', '14:01')).toBeUndefined();
});

test('whether a venue opens again is looked for a week ahead', () => {
  const inAWeek = bookableVenue({ specialHours: onDay('2026-05-08', '18:00–22:00') });
  const later = bookableVenue({ specialHours: onDay('2026-05-08', '18:01–22:00') });

  const found = [inAWeek, later].map((venue) => closed(venue, '18:00', '20:00')?.until);

  expect(found).toEqual([momentOf(Temporal.Instant.from('2026-05-08T18:00+02:00')), undefined]);
});

test('a venue that has closed for good is closed whatever its hours say', () => {
  expect(closed({ ...evening, closed: true }, '18:00', '20:00')).toEqual({
    code: 'CLOSED',
    message: 'The venue has closed for good',
    refusal: 'VENUE_CLOSED',
  });
});

test('a party may come at the very instant, and a microsecond later no more', () => {
  const start = momentOf(at('18:00'));

  expect(past(start, start)).toBeUndefined();
  expect(past(start, start + 1)).toMatchObject({ code: 'PAST' });
});

test('a slot takes as many parties as the policy says, until the next one', () => {
  const policy = { ...defaultPolicy, maxPartiesPerSlot: 3 };
  const slot = spanOf({ start: at('18:00'), end: at('18:15') });

  expect(paced(policy, slot, 2)).toBeUndefined();
  expect(paced(policy, slot, 3)).toEqual({
    code: 'PACING',
    message: 'The venue takes 3 parties in 15 minutes',
    until: momentOf(at('18:15')),
  });
  expect(paced({ ...policy, maxPartiesPerSlot: null }, slot, 1_000)).toBeUndefined();
});

test('what is kept free behind a stay belongs to what it claims', () => {
  const stay = { start: at('18:00'), end: at('20:00') };

  expect(claimedFor({ policy: { ...defaultPolicy, bufferMinutes: 20 }, stay })).toEqual({
    start: at('18:00'),
    end: at('20:20'),
  });
});

const [one, two, three] = [table('one', 1, 4), table('two', 1, 4), table('three', 1, 4)] as const;
const optionOf = (...tables: TableOption['tables']): TableOption => ({ tables, minParty: 1, maxParty: 4, priority: 0 });

/** A claim on a table from 18:00 on, or from another time; one that may lapse where a time is given for it. */
const claim = (tableId: string, until: string, lapses?: string, from = '18:00'): Claim => ({
  tableId,
  bookingId: 'somebody',
  startsAt: momentOf(at(from)),
  endsAt: momentOf(at(until)),
  lapsesAt: lapses === undefined ? null : momentOf(at(lapses)),
  overstays: false,
});

/** What is free for a stay from 18:00 to 20:00, and what is not. */
const placesAt = (options: readonly TableOption[], claims: readonly Claim[]) =>
  freeAmong(contestFor(options, claims), spanOf({ start: at('18:00'), end: at('20:00') }));

test('options that nobody has are free, in their order', () => {
  const options = [optionOf(one), optionOf(two), optionOf(three), optionOf(two, three), optionOf(three, one)];

  const { free } = placesAt(options, [claim('two', '20:00')]);

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

  const { free, obstacles } = placesAt(options, claims);

  expect(free).toEqual([]);
  expect(obstacles).toEqual([
    {
      code: 'TAKEN',
      message: 'Another booking has the place at that time',
      tableIds: ['one', 'two'],
      until: momentOf(at('20:30')),
    },
    {
      code: 'HELD',
      message: 'Somebody holds the place at that time',
      tableIds: ['three', 'four'],
      until: momentOf(at('17:05')),
    },
  ]);
});

test.each([
  ['a booking and a hold', [claim('one', '19:00'), claim('one', '21:00', '17:10')], 'TAKEN', '19:00'],
  ['a hold and a booking', [claim('one', '21:00', '17:10'), claim('one', '19:00')], 'TAKEN', '19:00'],
  ['two bookings', [claim('one', '21:00'), claim('one', '19:00')], 'TAKEN', '21:00'],
  ['two holds', [claim('one', '19:00', '17:10'), claim('one', '21:00', '17:05')], 'HELD', '17:10'],
])('a table that %s have is %s', (_who, claims, code, until) => {
  const [obstacle] = placesAt([optionOf(one)], claims).obstacles;

  expect([obstacle?.code, obstacle?.until]).toEqual([code, momentOf(at(until))]);
});

test.each([
  ['at once', [claim('one', '22:00', undefined, '19:00')], '22:00'],
  ['an hour later', [claim('one', '22:00', undefined, '20:00')], '22:00'],
  ['too soon for the stay', [claim('one', '22:00', undefined, '20:59')], '22:00'],
  ['as late as a stay from then ends', [claim('one', '22:00', undefined, '21:00')], '19:00'],
  ['by holds', [claim('one', '22:00', '17:10', '19:00')], '19:00'],
  ['again and again', [claim('one', '22:00', undefined, '20:00'), claim('one', '23:30', undefined, '22:30')], '23:30'],
])(
  'a table that is free at 19:00 and had again %s is taken until it is free for the whole stay',
  (_how, later, until) => {
    const [obstacle] = placesAt([optionOf(one)], [...later, claim('one', '19:00')]).obstacles;

    expect(obstacle).toMatchObject({ code: 'TAKEN', until: momentOf(at(until)) });
  },
);

/** A party that is still at a table though its time is over: it was to leave by now. */
const overstay = (tableId: string): Claim => ({ ...claim(tableId, '18:01', undefined, '16:00'), overstays: true });

test.each<[who: string, others: readonly Claim[], until: string | undefined]>([
  ['nobody else', [], undefined],
  ['a booking that follows', [claim('one', '22:00', undefined, '19:00')], '22:00'],
  ['a hold that follows', [claim('one', '22:00', '17:10', '19:00')], undefined],
  ['a booking that is far enough', [claim('one', '22:00', undefined, '20:00')], undefined],
  ['a booking of another table', [claim('two', '21:00')], '21:00'],
])('tables that a party that overstays and %s have are taken until then, if anybody knows', (_who, others, until) => {
  const options = [optionOf(one), ...(others.some(({ tableId }) => tableId === 'two') ? [optionOf(two)] : [])];

  const [obstacle] = placesAt(options, [overstay('one'), ...others]).obstacles;

  expect(obstacle).toMatchObject({ code: 'TAKEN' });
  expect(obstacle?.until).toEqual(until && momentOf(at(until)));
});

test('claims that the stay only touches are in nobody’s way', () => {
  const claims = [claim('one', '18:00', undefined, '17:00'), claim('one', '22:00', undefined, '20:00')];

  expect(placesAt([optionOf(one)], claims)).toEqual({ free: [optionOf(one)], obstacles: [] });
});

test('only what is in the way is told, and each table once', () => {
  const options = [optionOf(one, two), optionOf(two), optionOf(two, three)];

  const { obstacles } = placesAt(options, [claim('two', '20:00'), claim('elsewhere', '20:00')]);

  expect(obstacles).toMatchObject([{ code: 'TAKEN', tableIds: ['two'] }]);
});
