import { randomFrom } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { bookableVenue, daily, onDay } from '../testing/bookable-venue.ts';
import { sized } from '../testing/size.ts';
import { instantOf, type Span } from './moment.ts';
import { slotOf, startTimes } from './slot.ts';
import type { BookableVenue } from './venue.ts';

const clock = (instant: Temporal.Instant, timeZone: string) =>
  instant.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never', smallestUnit: 'minute' }).slice(5);

/** Start times as the venue's clock shows them, such as `05-01T19:30+02:00`. */
const startsOn = (date: string, minutes: number, venue: BookableVenue) =>
  startTimes(venue, minutes, Temporal.PlainDate.from(date)).map((time) => clock(instantOf(time), venue.timeZone));

test('start times come from the opening on, as long as the venue is open', () => {
  const venue = bookableVenue({ openingHours: daily('18:10–19:45') });

  expect(startsOn('2026-05-01', 30, venue)).toEqual([
    '05-01T18:10+02:00',
    '05-01T18:40+02:00',
    '05-01T19:10+02:00',
    '05-01T19:40+02:00',
  ]);
});

test('each stretch of a day begins anew, and a night goes on behind midnight', () => {
  const venue = bookableVenue({ openingHours: daily('12:00–14:00', '23:20–00:20') });

  expect(startsOn('2026-05-01', 45, venue)).toEqual([
    '05-01T12:00+02:00',
    '05-01T12:45+02:00',
    '05-01T13:30+02:00',
    '05-01T23:20+02:00',
    '05-02T00:05+02:00',
  ]);
});

test('a special day has the start times of its own stretches, if it has any', () => {
  const specialHours = [...onDay('2026-05-01', '10:00–11:00'), ...onDay('2026-05-02')];
  const venue = bookableVenue({ openingHours: daily('18:00–19:00'), specialHours });

  expect(startsOn('2026-05-01', 60, venue)).toEqual(['05-01T10:00+02:00']);
  expect(startsOn('2026-05-02', 60, venue)).toEqual([]);
});

test.each([
  ['2026-03-28', ['03-29T01:00+01:00', '03-29T03:00+02:00', '03-29T04:00+02:00']],
  [
    '2026-10-24',
    ['10-25T01:00+02:00', '10-25T02:00+02:00', '10-25T02:00+01:00', '10-25T03:00+01:00', '10-25T04:00+01:00'],
  ],
])('in the night of %s, when the clocks change, parties keep coming every hour', (date, afterMidnight) => {
  const venue = bookableVenue({ openingHours: daily('23:00–05:00') });

  const starts = startsOn(date, 60, venue);

  expect(starts.slice(2)).toEqual(afterMidnight);
});

test('where a jump of the clocks pushes one stretch into another, a time is offered once and in its order', () => {
  const venue = bookableVenue({ specialHours: onDay('2026-03-29', '01:30–02:30', '03:10–03:50') });

  expect(startsOn('2026-03-29', 20, venue)).toEqual([
    '03-29T01:30+01:00',
    '03-29T01:50+01:00',
    '03-29T03:10+02:00',
    '03-29T03:30+02:00',
  ]);
});

const evening = bookableVenue({ openingHours: daily('18:10–01:00') });

/** The slot of an arrival as the venue's clock shows it. */
function toldOf(arrival: string, minutes: number, venue: BookableVenue): string | undefined {
  const slot = slotOf(venue, minutes, Temporal.Instant.from(arrival));
  return slot && [slot.from, slot.to].map((edge) => clock(instantOf(edge), venue.timeZone).slice(6, 11)).join('–');
}

test.each([
  ['the opening', '18:10', '18:10–18:40'],
  ['the middle of a slot', '18:39', '18:10–18:40'],
  ['the beginning of the next', '18:40', '18:40–19:10'],
  ['the last slot before closing', '00:55', '00:40–01:00'],
])('an arrival at %s, %s, counts for the slot %s', (_what, time, expected) => {
  const date = time < '12:00' ? '2026-05-02' : '2026-05-01';

  expect(toldOf(`${date}T${time}+02:00`, 30, evening)).toBe(expected);
});

test.each(['2026-05-01T18:09:59+02:00', '2026-05-02T01:00+02:00'])(
  'there is no slot at %s, while closed',
  (arrival) => {
    expect(toldOf(arrival, 30, evening)).toBeUndefined();
  },
);

test('a slot ends where another stretch begins', () => {
  const venue = bookableVenue({ openingHours: daily('10:00–12:20', '12:20–15:00') });

  expect(toldOf('2026-05-01T12:19+02:00', 60, venue)).toBe('12:00–12:20');
  expect(toldOf('2026-05-01T12:20+02:00', 60, venue)).toBe('12:20–13:20');
});

/** What the clocks of these zones do on these dates: forward and back, by an hour or by half of one. */
const changes = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
] as const;

test.each(changes)('in %s on %s no two slots share an instant, however the stretches lie', (timeZone, date) => {
  const random = randomFrom(20_260_329);
  const midnight = Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant();

  for (let round = 0; round < sized(20, 80); round += 1) {
    const times = Array.from({ length: 4 }, () => random.below(6 * 60)).toSorted((one, other) => one - other);
    const [first = 0, second = 0, third = 0, fourth = 0] = times;
    const specialHours = onDay(date, `${time(first)}–${time(second)}`, `${time(third)}–${time(fourth)}`);
    const venue = bookableVenue({ timeZone, specialHours });
    const minutes = 5 + random.below(60);

    const slots = Array.from({ length: 8 * 60 }, (_, minute) =>
      slotOf(venue, minutes, midnight.add({ minutes: minute })),
    );

    expect(sharing(slots.filter((slot) => slot !== undefined))).toEqual([]);
  }
});

const time = (minutes: number) =>
  Temporal.PlainTime.from('00:00').add({ minutes }).toString({ smallestUnit: 'minute' });

/** Neighbours that are neither the same nor apart. */
const sharing = (slots: readonly Span[]): string[] =>
  slots.flatMap((slot, index) => {
    const before = slots[index - 1] ?? slot;
    const same = before.from === slot.from && before.to === slot.to;
    return same || before.to <= slot.from ? [] : [`${before.to} ${slot.from}`];
  });
