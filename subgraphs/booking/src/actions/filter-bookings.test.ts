import { newId } from '@constellation/kit';
import { afterAll, describe, expect, test } from 'vitest';
import type { BookingFilter } from '../domain/booking-filter.ts';
import type { Guest } from '../domain/request.ts';
import { daily } from '../testing/bookable-venue.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { idsListed } from '../testing/list-pages.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { writeBookings } from '../testing/write-bookings.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

/** Its Fridays end on Saturday at two; in summer it is two hours ahead of UTC. */
const bar = await knownVenue(bookings, { openingHours: daily('18:00–02:00') });
const next = await knownVenue(bookings);
const partnerId = newId();
const ids = { dinner: newId(), lateNight: newId(), saturday: newId(), elsewhere: newId() };
const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
const guest = (name: string): Guest => ({ name, email: null, phone: null, note: null });
const [firstTable = '', secondTable = ''] = bar.tableIds;

await writeBookings(bookings, bar, [
  {
    id: ids.dinner,
    startsAt: Temporal.Instant.from('2030-05-03T17:00:00Z'),
    guest: { ...guest('Zoë Śliwińska-Meier'), email: 'zoe@example.org', phone: '+43 1 234 56-78' },
    attention: ['HOURS_CHANGED'],
  },
  {
    id: ids.lateNight,
    status: 'SEATED',
    startsAt: Temporal.Instant.from('2030-05-03T23:30:00Z'),
    guest: guest('O’Brien, Grace'),
    tableIds: [firstTable, secondTable],
    partnerId,
  },
  {
    id: ids.saturday,
    status: 'CANCELLED',
    startsAt: Temporal.Instant.from('2030-05-04T17:00:00Z'),
    guest: guest('Ada Meier'),
    tableIds: [secondTable],
  },
]);
await writeBookings(bookings, next, [
  { id: ids.elsewhere, startsAt: Temporal.Instant.from('2030-05-03T17:00:00Z'), guest: null, channel: 'WALK_IN' },
]);

const listed = async (filter: BookingFilter, venueId?: string) =>
  (await idsListed(bookings.scope, filter, venueId === undefined ? {} : { venueId })).map((id) => names.get(id));

const at = (time: string) => Temporal.Instant.from(`2030-05-${time}Z`);

describe('which bookings fit a filter', () => {
  test.each<[filter: BookingFilter, fit: (keyof typeof ids)[]]>([
    [{}, ['dinner', 'elsewhere', 'lateNight', 'saturday']],
    [{ status: ['SEATED', 'CANCELLED', 'SEATED'] }, ['lateNight', 'saturday']],
    [{ status: [] }, []],
    [{ attention: true }, ['dinner']],
    [{ attention: false, venueId: bar.id }, ['lateNight', 'saturday']],
    [{ venueId: next.id }, ['elsewhere']],
    [{ tableId: secondTable }, ['lateNight', 'saturday']],
    [{ tableId: secondTable, venueId: bar.id, status: ['CANCELLED'] }, ['saturday']],
    [{ tableId: secondTable, venueId: next.id }, []],
    [{ partnerId }, ['lateNight']],
    [{ from: at('03T18:00:00') }, ['lateNight', 'saturday']],
    [{ from: at('03T17:59:59.999999') }, ['dinner', 'elsewhere', 'lateNight', 'saturday']],
    [{ to: at('03T23:30:00') }, ['dinner', 'elsewhere']],
    [{ from: at('03T17:30:00'), to: at('03T23:30:00.000001') }, ['dinner', 'elsewhere', 'lateNight']],
  ])('%o', async (filter, fit) => {
    expect((await listed(filter)).toSorted(byName)).toEqual(fit.toSorted(byName));
  });

  test.each(['venueId', 'tableId', 'partnerId'] as const)('none where the %s is no id, or nobody’s', async (name) => {
    expect(await listed({ [name]: newId() })).toEqual([]);
    expect(await listed({ [name]: 'Zum Anker' })).toEqual([]);
  });
});

const byName = (one = '', other = '') => one.localeCompare(other);

describe('the guest', () => {
  test.each<[words: string, fit: (keyof typeof ids)[]]>([
    ['zoe', ['dinner']],
    ['ZOË', ['dinner']],
    ['mei', ['dinner', 'saturday']],
    ['mei ada', ['saturday']],
    ['sliw', ['dinner']],
    ['eier', []],
    ['o’br', ['lateNight']],
    ['brien', ['lateNight']],
    ['zoe@example.org', ['dinner']],
    ['234', ['dinner']],
    ['43123456', ['dinner']],
    ['ada & !grace | :*', []],
    ["'; drop table bookings; --", []],
    ['  ', ['dinner', 'elsewhere', 'lateNight', 'saturday']],
    ['— !', ['dinner', 'elsewhere', 'lateNight', 'saturday']],
  ])('%s', async (words, fit) => {
    expect((await listed({ guest: words })).toSorted(byName)).toEqual(fit);
  });
});

describe('a business day', () => {
  const day = (date: string, venueId: string | null = bar.id) =>
    listed({ date: Temporal.PlainDate.from(date), venueId });

  test('has the night that belongs to it', async () => {
    expect(await day('2030-05-03')).toEqual(['dinner', 'lateNight']);
    expect(await day('2030-05-04')).toEqual(['saturday']);
    expect(await day('2030-05-02')).toEqual([]);
  });

  test('is empty at a venue that nobody knows', async () => {
    expect(await day('2030-05-03', newId())).toEqual([]);
  });

  test('needs a venue', async () => {
    await expect(day('2030-05-03', null)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      inputPath: ['filter', 'date'],
    });
  });
});

describe('the bookings of a venue', () => {
  test('are its own', async () => {
    expect(await listed({}, next.id)).toEqual(['elsewhere']);
    expect(await listed({ venueId: next.id }, next.id)).toEqual(['elsewhere']);
  });

  test('are none where the filter names another venue', async () => {
    expect(await listed({ venueId: bar.id }, next.id)).toEqual([]);
  });
});
