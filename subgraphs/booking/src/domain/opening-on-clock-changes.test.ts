import { expect, test } from 'vitest';
import { isOpenDuring } from './opening.ts';
import { type OpeningStretch, weekdays } from './venue.ts';

const daily = (opens: string, closes: string): OpeningStretch[] =>
  weekdays.map((weekday) => ({ weekday, opens, closes }));

/** Where and when the clocks change, and for how long a bar that opens at 22:00 and closes at 05:00 is open that night. */
const nights = [
  ['Europe/Berlin', '2026-03-28', 'forward', 6],
  ['Europe/Berlin', '2026-10-24', 'back', 8],
  ['America/New_York', '2026-03-07', 'forward', 6],
  ['America/New_York', '2026-10-31', 'back', 8],
  ['Australia/Sydney', '2026-10-03', 'forward', 6],
  ['Australia/Sydney', '2026-04-04', 'back', 8],
  ['Australia/Lord_Howe', '2026-10-03', 'forward', 6.5],
] as const;

const openingOf = (timeZone: string, date: string) =>
  Temporal.PlainDateTime.from(`${date}T22:00`).toZonedDateTime(timeZone).toInstant();

test.each(nights)('in %s, the night of %s, when the clocks go %s, lasts %d hours', (timeZone, date, _, hours) => {
  const start = openingOf(timeZone, date);
  const end = start.add({ minutes: hours * 60 });

  expect(isOpenDuring(daily('22:00', '05:00'), timeZone, { start, end })).toBe(true);
  expect(isOpenDuring(daily('22:00', '05:00'), timeZone, { start, end: end.add({ minutes: 1 }) })).toBe(false);
});

test('an opening that the clocks skip comes when they have jumped', () => {
  const jumped = Temporal.Instant.from('2026-03-29T03:30+02:00');
  const oneHourFrom = (start: Temporal.Instant) => ({ start, end: start.add({ hours: 1 }) });

  expect(isOpenDuring(daily('02:30', '10:00'), 'Europe/Berlin', oneHourFrom(jumped))).toBe(true);
  expect(isOpenDuring(daily('02:30', '10:00'), 'Europe/Berlin', oneHourFrom(jumped.subtract({ minutes: 1 })))).toBe(
    false,
  );
});

test('a closing that the clocks show twice comes at the first time', () => {
  const start = Temporal.Instant.from('2026-10-25T01:00+02:00');
  const firstTime = Temporal.Instant.from('2026-10-25T02:30+02:00');

  expect(isOpenDuring(daily('18:00', '02:30'), 'Europe/Berlin', { start, end: firstTime })).toBe(true);
  expect(isOpenDuring(daily('18:00', '02:30'), 'Europe/Berlin', { start, end: firstTime.add({ minutes: 1 }) })).toBe(
    false,
  );
});
