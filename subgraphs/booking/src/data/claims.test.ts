import { newId, rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { holdTable } from '../actions/hold-table.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { wish } from '../testing/wishes.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

/** Two bookings of two tables at the same time, and how to add a claim past all our code. */
async function twoBookings() {
  const venue = await knownVenue(bookings);
  const [first, second] = [
    await holdTable(bookings.scope(), wish(venue)),
    await holdTable(bookings.scope(), wish(venue, { tableIds: venue.tableIds.slice(1) })),
  ];
  const claim = (startsAt: Temporal.Instant, endsAt: Temporal.Instant) =>
    rows(
      bookings.scope().em,
      sql`insert into table_claims (booking_id, table_id, during)
        values (${second.id}, ${venue.tableIds[0]}, tstzrange(${String(startsAt)}, ${String(endsAt)}))`,
    );
  return { ...first, secondId: second.id, claim };
}

test.each([
  ['the same time', 0, 90],
  ['its last microsecond', 89.999, 120],
  ['its first microsecond', -30, 0.001],
  ['a moment within', 30, 31],
])('the database itself refuses a second claim on %s', async (_, fromMinute, toMinute) => {
  const { startsAt, claim } = await twoBookings();
  const [from, to] = [fromMinute, toMinute].map((minute) => startsAt.add({ microseconds: minute * 60_000_000 }));

  const attempt = claim(from ?? startsAt, to ?? startsAt);

  await expect(attempt).rejects.toThrow('one_owner_at_a_time');
});

test('the database allows claims that touch', async () => {
  const { endsAt, claim } = await twoBookings();

  await expect(claim(endsAt, endsAt.add({ hours: 1 }))).resolves.toEqual([]);
});

test('the database refuses a second party at a table, whenever each was to come', async () => {
  const { id, endsAt, claim, secondId } = await twoBookings();
  await claim(endsAt, endsAt.add({ hours: 1 }));
  const sit = (bookingId: string) =>
    rows(bookings.scope().em, sql`update table_claims set seated = true where booking_id = ${bookingId}`);

  await sit(id);

  await expect(sit(secondId)).rejects.toThrow('one_party_at_a_table');
});

test('the database refuses a claim without a booking', async () => {
  const orphan = sql`insert into table_claims (booking_id, table_id, during) values (${newId()}, ${newId()}, '[2030-01-01, 2030-01-02)')`;

  await expect(rows(bookings.scope().em, orphan)).rejects.toThrow('foreign key');
});

test.each([
  ['a hold without an end', sql`lapses_at = null`],
  ['a confirmed booking that lapses', sql`status = 'CONFIRMED'`],
  ['a party of nobody', sql`party_size = 0`],
  ['a stay that ends before it begins', sql`ends_at = starts_at`],
  ['a stay of more than a day', sql`ends_at = starts_at + interval '24 hours 1 microsecond'`],
])('the database refuses %s', async (_, change) => {
  const { id } = await twoBookings();

  await expect(rows(bookings.scope().em, sql`update bookings set ${change} where id = ${id}`)).rejects.toThrow(
    'check constraint',
  );
});
