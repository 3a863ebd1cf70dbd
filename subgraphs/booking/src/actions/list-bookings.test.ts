import { randomFrom } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { findBooking } from '../data/booking.queries.ts';
import type { NewBooking } from '../data/change.queries.ts';
import type { BookingOrder } from '../domain/booking-filter.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { idsListed } from '../testing/list-pages.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { times } from '../testing/times.ts';
import { writeBookings } from '../testing/write-bookings.ts';
import { listBookings } from './list-bookings.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const statuses = ['REQUESTED', 'HELD', 'CONFIRMED', 'SEATED', 'FINISHED', 'CANCELLED', 'NO_SHOW'] as const;
const { below, pick } = randomFrom(7);
const soon = Temporal.Instant.from('2030-05-01T18:00:00.000001Z');
const anInstant = () => soon.add({ microseconds: below(5) });

/** Many of them begin and change at the same microsecond. */
const venues = [await knownVenue(bookings), await knownVenue(bookings)];
const written: NewBooking[] = [];
for (const venue of venues)
  written.push(
    ...(await writeBookings(
      bookings,
      venue,
      times(80, () => ({
        status: pick(statuses),
        startsAt: anInstant(),
        updatedAt: anInstant(),
        tableIds: [...pick([venue.tableIds.slice(0, 1), venue.tableIds.slice(1), venue.tableIds])],
      })),
    )),
  );

const inOrder: Readonly<Record<BookingOrder, (one: NewBooking, other: NewBooking) => number>> = {
  STARTS_AT: (one, other) => Temporal.Instant.compare(one.startsAt, other.startsAt) || (one.id < other.id ? -1 : 1),
  CREATED_AT: (one, other) => (one.id > other.id ? -1 : 1),
  UPDATED_AT: (one, other) => Temporal.Instant.compare(other.updatedAt, one.updatedAt) || (one.id > other.id ? -1 : 1),
};

const expected = (orderBy: BookingOrder, fits: (booking: NewBooking) => boolean) =>
  written
    .filter(fits)
    .toSorted(inOrder[orderBy])
    .map(({ id }) => id);

test.for(
  (['STARTS_AT', 'CREATED_AT', 'UPDATED_AT'] as const).flatMap((orderBy) =>
    [1, 7, 100].map((first) => ({ orderBy, first })),
  ),
)('pages of $first by $orderBy have every booking once and in order', async ({ orderBy, first }) => {
  const [venue] = venues;
  const tableId = venue?.tableIds[0] ?? '';

  const ofAll = await idsListed(bookings.scope, {}, { orderBy, first });
  const ofVenue = await idsListed(bookings.scope, {}, { orderBy, first, venueId: venue?.id ?? '' });
  const someOfVenue = await idsListed(
    bookings.scope,
    { venueId: venue?.id ?? '', status: ['FINISHED', 'HELD'] },
    { orderBy, first },
  );
  const someOfTable = await idsListed(bookings.scope, { tableId, status: ['FINISHED', 'HELD'] }, { orderBy, first });

  expect(ofAll).toEqual(expected(orderBy, () => true));
  expect(ofVenue).toEqual(expected(orderBy, ({ venueId }) => venueId === venue?.id));
  expect(someOfVenue).toEqual(
    expected(orderBy, ({ venueId, status }) => venueId === venue?.id && ['FINISHED', 'HELD'].includes(status)),
  );
  expect(someOfTable).toEqual(
    expected(orderBy, ({ tableIds, status }) => tableIds.includes(tableId) && ['FINISHED', 'HELD'].includes(status)),
  );
});

test('a listed booking is the one that is found by its id', async () => {
  const listed = await listBookings(bookings.scope(), { first: 1, orderBy: 'STARTS_AT' });

  const node = listed?.edges[0]?.node;
  expect({ ...node }).toEqual({ ...(await findBooking(bookings.scope().em, { id: node?.id ?? '' })) });
});
