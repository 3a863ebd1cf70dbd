import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { daily } from '../testing/bookable-venue.ts';
import { changesOn, roomsOf } from '../testing/changing-venue.ts';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { bookingsAt } from '../testing/records.ts';
import { inMinutes } from '../testing/wishes.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const commands = commandsOn(bookings);
const { venueWithPair, twoParties, become, becomeOutright, attentionsAt } = changesOn(bookings);

test('what is changed that goes against no booking writes nothing', async () => {
  const venue = await venueWithPair();
  await twoParties(venue);

  await become(venue, 2, { name: 'Zum Segel', rooms: roomsOf(venue, { seats: 8 }) });

  expect((await bookingsAt(bookings, venue.id)).map(({ version }) => version)).toEqual([1, 2]);
});

test('a version that is no newer flags nothing', async () => {
  const venue = await venueWithPair();
  await twoParties(venue);
  await become(venue, 3, {});

  for (const version of [1, 2, 3]) await becomeOutright(venue, version, { closed: true });

  expect(await attentionsAt(venue)).toEqual([[], []]);
});

test('a version that comes twice is told of once', async () => {
  const venue = await venueWithPair();
  await twoParties(venue);

  for (const version of [2, 2]) await becomeOutright(venue, version, { closed: true });

  expect((await bookingsAt(bookings, venue.id)).map(({ version }) => version)).toEqual([2, 3]);
});

test('bookings that have no place, or whose party came, left or did not come, are left as they are', async () => {
  const venue = await knownVenue(bookings, {
    tables: Array.from({ length: 9 }, () => [1, 4] as const),
    openingHours: daily('00:00–00:00'),
  });
  const soon = (index: number) => ({
    tableIds: venue.tableIds.slice(index, index + 1),
    startsAt: inMinutes(bookings, 5),
  });
  const request = await commands.request(venue);
  await commands.cancel(await commands.hold(venue, soon(0)));
  await commands.reject(await commands.request(venue));
  const [seated, finished, absent] = [
    await commands.book(venue, soon(1)),
    await commands.book(venue, soon(2)),
    await commands.book(venue, soon(3)),
  ];
  await commands.seat(seated);
  await commands.finish(await commands.seat(finished));
  const paying = await commands.hold(venue, soon(4));
  await rows(
    bookings.scope().em,
    sql`update bookings set status = 'PENDING_PAYMENT', lapses_at = null where id = ${paying.id}`,
  );
  await commands.hold(venue, soon(5));
  await bookings.platform.clock.advance(21 * 60_000);
  await commands.markNoShow(absent);
  await commands.hold(venue, soon(6));
  await commands.book(venue, soon(7));

  await become(venue, 2, { closed: true });

  const flagged = (await bookingsAt(bookings, venue.id)).filter(({ attention }) => attention.length > 0);
  expect(flagged.map(({ status }) => status)).toEqual(['PENDING_PAYMENT', 'HELD', 'CONFIRMED']);
  await become(venue, 3, { closed: false });
  await commands.answer(request);
  await become(venue, 4, { closed: true });
  expect((await bookingsAt(bookings, venue.id))[0]).toMatchObject({ status: 'HELD', attention: ['VENUE_CLOSED'] });
});

test('a booking counts until its last instant, also one of a whole day', async () => {
  const venue = await knownVenue(bookings, { openingHours: daily('00:00–00:00') });
  const [first, second] = venue.tableIds.map((id) => [id]);
  await commands.book(venue, {
    tableIds: first,
    startsAt: inMinutes(bookings, 1),
    duration: Temporal.Duration.from('PT24H'),
  });
  await commands.book(venue, {
    tableIds: second,
    startsAt: inMinutes(bookings, 1),
    duration: Temporal.Duration.from('PT23H'),
  });
  await bookings.platform.clock.advance(24 * 3_600_000);

  await become(venue, 2, { closed: true });

  expect(await attentionsAt(venue)).toEqual([['VENUE_CLOSED'], []]);
});

test('a venue that is not known, such as while the projection is built anew, flags nothing and keeps what there is', async () => {
  const venue = await venueWithPair();
  await twoParties(venue);
  await become(venue, 2, { openingHours: daily('08:00–20:00') });
  const before = await bookingsAt(bookings, venue.id);
  await rows(bookings.scope().em, sql`delete from venue_tables where venue_id = ${venue.id}`);
  await rows(bookings.scope().em, sql`delete from venues where id = ${venue.id}`);

  await become(venue, 2, { openingHours: daily('08:00–20:00'), closed: true });

  expect(await bookingsAt(bookings, venue.id)).toEqual(before);
  await become(venue, 3, { closed: true });
  expect(await attentionsAt(venue)).toEqual([[], []]);
});
