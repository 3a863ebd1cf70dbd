import { afterAll, describe, expect, test } from 'vitest';
import { daily } from '../testing/bookable-venue.ts';
import { changesOn, roomsOf, type VenueUpdate } from '../testing/changing-venue.ts';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { claimsAt } from '../testing/records.ts';
import { inMinutes } from '../testing/wishes.ts';
import type { ChangeBookingInput } from './change-booking.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { acknowledge, book, change, setPolicy } = commandsOn(bookings);
const { become, attentionsAt } = changesOn(bookings);

const minutes = (count: number) => Temporal.Duration.from({ minutes: count });
type GivenAt = (venue: KnownVenue) => Omit<ChangeBookingInput, 'id'>;

describe('a party that has come, in a slot that is full by now', () => {
  test.each<[what: string, given: GivenAt, changed: object]>([
    ['is moved to another table', ({ tableIds }) => ({ tableIds: tableIds.slice(2) }), { labels: ['T3'] }],
    ['is larger than it was to be', () => ({ partySize: 3 }), { partySize: 3, labels: ['T1'] }],
    ['stays longer', () => ({ duration: minutes(180) }), { labels: ['T1'] }],
  ])('%s', async (_, given, changed) => {
    const venue = await knownVenue(bookings, {
      openingHours: daily('00:00–00:00'),
      tables: [
        [1, 4],
        [1, 4],
        [1, 4],
      ],
    });
    const booking = await book(venue, { startsAt: inMinutes(bookings, 5) });
    await book(venue, { tableIds: venue.tableIds.slice(1, 2), startsAt: inMinutes(bookings, 5) });
    await setPolicy(venue, { maxPartiesPerSlot: 1, slotMinutes: 240 });
    await bookings.platform.clock.advance(15 * 60_000);

    expect(await change(booking, given(venue))).toMatchObject({ ...changed, startsAt: booking.startsAt });
  });
});

describe('a booking at a venue that will be closed', () => {
  test.each<[what: string, update: VenueUpdate, given: GivenAt, left: readonly string[]]>([
    ['may sit elsewhere', { openingHours: [] }, tableOf(1), ['HOURS_CHANGED']],
    ['may sit elsewhere for good', { closed: true }, tableOf(1), ['VENUE_CLOSED']],
    ['may be smaller', { openingHours: [], closed: true }, () => ({ partySize: 1 }), ['HOURS_CHANGED', 'VENUE_CLOSED']],
    ['may end earlier', { openingHours: daily('08:00–20:00') }, () => ({ duration: minutes(60) }), []],
    [
      'may begin later',
      { openingHours: daily('19:30–22:00') },
      (venue) => ({ startsAt: venue.at('19:30'), duration: minutes(60) }),
      [],
    ],
  ])('%s, and what is still wrong is still to be looked at', async (_, update, given, left) => {
    const venue = await knownVenue(bookings);
    const booking = await book(venue);
    await become(venue, 2, update);

    const changed = await change(booking, given(venue));

    expect(changed.version).toBe(4);
    expect(await attentionsAt(venue)).toEqual([left]);
  });

  test('needs no second look at what was seen to', async () => {
    const venue = await knownVenue(bookings);
    const booking = await book(venue);
    await become(venue, 2, { openingHours: [], closed: true });
    await acknowledge(booking, ['VENUE_CLOSED']);

    expect(await change(booking, { tableIds: venue.tableIds.slice(1) })).toMatchObject({
      attention: ['HOURS_CHANGED'],
    });
  });
});

describe('tables that no longer serve the party', () => {
  test.each<[what: string, update: (venue: KnownVenue) => VenueUpdate]>([
    ['are retired', (venue) => ({ rooms: roomsOf(venue, { tables: 1 }) })],
    ['have become too small', (venue) => ({ rooms: smallerSecond(venue) })],
  ])('are not kept where nothing else is asked: they %s', async (_, update) => {
    const venue = await knownVenue(bookings);
    const booking = await book(venue, { tableIds: venue.tableIds.slice(1), partySize: 4 });
    await become(venue, 2, update(venue));

    const changed = await change(booking, {});

    expect(changed).toMatchObject({ labels: ['T1'], attention: [], startsAt: booking.startsAt });
    expect(await claimsAt(bookings, venue.id)).toEqual([{ tableId: venue.tableIds[0], bookingId: booking.id }]);
    expect(await change(changed, {})).toMatchObject({ version: changed.version });
  });

  test('and cannot be asked for either', async () => {
    const venue = await knownVenue(bookings);
    const booking = await book(venue, { tableIds: venue.tableIds.slice(1) });
    await become(venue, 2, { rooms: roomsOf(venue, { tables: 1 }) });

    await expect(change(booking, { tableIds: booking.tableIds })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      inputPath: ['input', 'tableIds'],
    });
  });
});

describe('a refusal leads to what was given', () => {
  test.each<[code: string, place: string, given: GivenAt]>([
    ['PARTY_TOO_LARGE', 'partySize', () => ({ partySize: 90 })],
    ['NO_COMBINATION', 'partySize', () => ({ partySize: 9 })],
    ['PARTY_TOO_LARGE', 'tableIds', tableOf(2)],
    ['TABLE_TAKEN', 'partySize', () => ({ partySize: 5 })],
    ['TABLE_TAKEN', 'duration', () => ({ partySize: 5, duration: minutes(60) })],
    ['TABLE_TAKEN', 'startsAt', (venue) => ({ partySize: 5, startsAt: venue.at('19:15') })],
    ['TABLE_TAKEN', 'tableIds', (venue) => ({ partySize: 5, ...tableOf(1)(venue), startsAt: venue.at('19:15') })],
    ['CLOSED', 'duration', () => ({ duration: minutes(240) })],
    ['CLOSED', 'startsAt', (venue) => ({ startsAt: venue.at('21:15'), duration: minutes(60) })],
  ])('%s to %s', async (code, place, given) => {
    const venue = await knownVenue(bookings, {
      tables: [
        [1, 4],
        [5, 8],
        [1, 1],
      ],
    });
    const booking = await book(venue, { partySize: 4 });
    await book(venue, { tableIds: venue.tableIds.slice(1, 2), partySize: 5 });

    await expect(change(booking, given(venue))).rejects.toMatchObject({ code, inputPath: ['input', place] });
  });

  test('and to nothing where nothing was', async () => {
    const venue = await knownVenue(bookings);
    const booking = await book(venue);
    await become(venue, 2, { rooms: [] });

    await expect(change(booking, {})).rejects.toMatchObject({ code: 'PARTY_TOO_LARGE', inputPath: undefined });
  });
});

function tableOf(place: number): GivenAt {
  return ({ tableIds }) => ({ tableIds: tableIds.slice(place, place + 1) });
}

/** The second table is for two. */
const smallerSecond = ({ data }: KnownVenue) =>
  data.rooms.map((room) => ({
    ...room,
    tables: room.tables.map((table, index) => (index === 1 ? { ...table, maxParty: 2 } : table)),
  }));
