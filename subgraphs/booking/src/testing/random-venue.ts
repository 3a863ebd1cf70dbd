import { newId } from '@constellation/kit';
import type { Random } from '@constellation/kit/testing';
import type { VenueSnapshotData } from '@constellation/schema';
import { type SpecialStretch, weekdays, type WeeklyStretch } from '@constellation/schema/schedule';
import { defaultPolicy, type Policy } from '../domain/policy.ts';
import { furthestAheadDays } from '../domain/request.ts';
import { times } from './times.ts';

/** Where clocks change: by an hour, by half of one, at midnight; and where they never do. */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kathmandu',
] as const;

/** A venue with any hours and any tables, as it is published, and a date around which it may be special. */
export function randomVenue(
  random: Random,
  after: Temporal.Instant,
): { readonly data: VenueSnapshotData; readonly date: Temporal.PlainDate } {
  const timeZone = random.pick(zones);
  const date = randomDate(random, after.toZonedDateTimeISO(timeZone));
  const data = {
    venueId: newId(),
    slug: 'anywhere',
    name: 'Anywhere',
    timeZone,
    closed: random.below(25) === 0,
    openingHours: randomWeek(random),
    specialHours: [-1, 0, 1].flatMap((days) => randomSpecialDay(random, date.add({ days }))),
    rooms: times(1 + random.below(2), () => randomRoom(random)),
  };
  return { data, date };
}

/** Today, some day soon, one on which the clocks change, or about the last for which bookings are taken. */
function randomDate(random: Random, now: Temporal.ZonedDateTime): Temporal.PlainDate {
  const change = now.getTimeZoneTransition('next') ?? now;
  const soon = now.add({ days: 1 + random.below(9) });
  const last = now.add({ days: furthestAheadDays - 1 });
  return random
    .pick([now, now, now, soon, soon, soon, change, change, change.subtract({ days: 1 }), last])
    .toPlainDate();
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
    random.pick([[], [evening]]),
  ]);
}

function randomRoom(random: Random): VenueSnapshotData['rooms'][number] {
  const tables = times(2 + random.below(2), (index) => randomTable(random, index));
  const ids = tables.map(({ id }) => id);
  const leftOut = ids.length > 2 ? [...ids, undefined] : [undefined];
  const combinations = leftOut
    .filter(() => random.below(2) === 0)
    .map((without) => ({ tableIds: ids.filter((id) => id !== without), ...randomCombination(random) }));
  return { id: newId(), name: 'Hall', tables, combinations };
}

function randomTable(random: Random, index: number) {
  const minParty = 1 + random.below(3);
  return { id: newId(), label: `T${index + 1}`, minParty, maxParty: minParty + random.below(4) };
}

function randomCombination(random: Random) {
  const minParty = 1 + random.below(4);
  return { minParty, maxParty: minParty + random.below(6), priority: random.below(3) };
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
  bufferMinutes: random.pick([0, 15, 45, 120]),
  maxPartiesPerSlot: random.pick([null, null, 1, 1, 2, 3]),
});
