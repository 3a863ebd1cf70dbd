import { newId } from '@constellation/kit';
import { type SpecialStretch, weekdays, type WeeklyStretch } from '@constellation/schema/schedule';
import { defaultPolicy, type Policy } from '../domain/policy.ts';
import type { BookableRoom, BookableTable, BookableVenue } from '../domain/venue.ts';
import type { Random } from './random.ts';
import { times } from './times.ts';

/** Where clocks change: by an hour, by half of one, at midnight; and where they never do. */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kathmandu',
] as const;

/** A venue with any hours and any tables, special around a date. */
export function randomVenue(
  random: Random,
  after: Temporal.Instant,
): { venue: BookableVenue; date: Temporal.PlainDate } {
  const timeZone = random.pick(zones);
  const date = randomDate(random, after.toZonedDateTimeISO(timeZone));
  const rooms = times(1 + random.below(2), () => randomRoom(random));
  const specialHours = [-1, 0, 1].flatMap((days) => randomSpecialDay(random, date.add({ days })));
  const venue = {
    id: newId(),
    timeZone,
    closed: random.below(25) === 0,
    openingHours: randomWeek(random),
    specialHours,
    rooms,
  };
  return { venue, date };
}

/** Today, some day soon, or one on which the clocks change. */
function randomDate(random: Random, now: Temporal.ZonedDateTime): Temporal.PlainDate {
  const change = now.getTimeZoneTransition('next') ?? now;
  const day = random.pick([now, now, now.add({ days: 1 + random.below(9) }), change, change.subtract({ days: 1 })]);
  return day.toPlainDate();
}

const randomWeek = (random: Random): WeeklyStretch[] => {
  const usual = randomStretches(random);
  return weekdays.flatMap((weekday) =>
    (random.below(4) === 0 ? randomStretches(random) : usual).map((stretch) => ({ weekday, ...stretch })),
  );
};

const randomSpecialDay = (random: Random, date: Temporal.PlainDate): SpecialStretch[] => {
  if (random.below(4) > 0) return [];
  const day = date.toString();
  const stretches = randomStretches(random);
  return stretches.length === 0
    ? [{ date: day, opens: null, closes: null }]
    : stretches.map((stretch) => ({ date: day, ...stretch }));
};

/** None to three that do not overlap; the last may go on until early in the morning, or around the clock. */
function randomStretches(random: Random): { opens: string; closes: string }[] {
  const evening = { opens: '18:00', closes: random.pick(['23:30', '00:00', '01:40', '02:30', '04:00']) };
  return random.pick([
    [evening],
    [evening, { opens: '11:30', closes: '14:50' }],
    [{ opens: '12:00', closes: '15:00' }, { opens: '15:00', closes: '17:10' }, evening],
    [{ opens: '00:00', closes: '00:00' }],
    [{ opens: '01:30', closes: random.pick(['02:30', '06:00']) }, evening],
    [],
  ]);
}

function randomRoom(random: Random): BookableRoom {
  const tables = times(2 + random.below(2), (index) => randomTable(random, index));
  const combinations = times(random.below(4), () => randomCombination(random, tables));
  return { id: newId(), tables, combinations };
}

function randomTable(random: Random, index: number): BookableTable {
  const minParty = 1 + random.below(3);
  return { id: newId(), label: `T${index + 1}`, minParty, maxParty: minParty + random.below(4) };
}

function randomCombination(random: Random, tables: readonly BookableTable[]) {
  const leftOut = tables.length > 2 ? random.below(tables.length + 1) : tables.length;
  const joined = tables.filter((_, index) => index !== leftOut);
  const minParty = 1 + random.below(4);
  const maxParty = minParty + random.below(6);
  return { tableIds: joined.map(({ id }) => id), minParty, maxParty, priority: random.below(3) };
}

/** Any way to take bookings. */
export const randomPolicy = (random: Random): Policy => ({
  ...defaultPolicy,
  slotMinutes: random.pick([5, 15, 20, 30, 60, 240]),
  holdMinutes: 1 + random.below(30),
  maxHoldMinutes: 60,
  turnTimes: [
    { maxParty: 2, minutes: 15 * (1 + random.below(8)) },
    { maxParty: 6, minutes: 15 * (4 + random.below(12)) },
  ],
  bufferMinutes: random.pick([0, 0, 10, 45]),
  maxPartiesPerSlot: random.pick([null, null, 1, 2, 3]),
});
