import { afterAll, expect, test } from 'vitest';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { sized } from '../testing/size.ts';
import { stepsKept, stepsTold } from '../testing/steps.ts';
import { outcomeOf, wish } from '../testing/wishes.ts';
import { confirmBooking } from './confirm-booking.ts';
import { expireHolds } from './expire-holds.ts';
import { holdTable } from './hold-table.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

/** How long before a hold's last instant everybody comes running: well before, close by in most rounds, well after. */
const leadsMs = [2_000, ...Array.from({ length: sized(40, 400) }, (_, round) => (round % 20) - 2), -2_000];

test('at its last instant a hold is either confirmed or expires, and everybody is told the same', async () => {
  const { clock } = bookings.platform;
  const venue = await knownVenue(bookings, { tables: leadsMs.map(() => [1, 4] as const) });
  const ends = new Map<string, string>();

  for (const [round, leadMs] of leadsMs.entries()) {
    const wanted = wish(venue, { tableIds: venue.tableIds.slice(round, round + 1) });
    const { id, createdAt } = await holdTable(bookings.scope(), wanted);
    const left = createdAt.add({ minutes: 10 }).since(clock.now());
    await clock.advance(Math.round(left.total('milliseconds')) - leadMs);
    const [confirmation, , rival] = await Promise.all([
      outcomeOf(confirmBooking(bookings.scope(), { id })),
      expireHolds(bookings.scope()),
      outcomeOf(holdTable(bookings.scope(), wanted)),
    ]);
    ends.set(id, confirmation);
    expect(`${confirmation}, ${rival}`).not.toBe('CONFIRMED, HELD');
  }
  await clock.advance(700_000);
  while (await expireHolds(bookings.scope()));

  const kept = await stepsKept(bookings, venue.id);
  const stories = Map.groupBy(kept, ({ bookingId }) => bookingId);
  expect(await stepsTold(bookings, venue.id)).toEqual(kept);
  expect(new Set(ends.values())).toEqual(new Set(['CONFIRMED', 'HOLD_EXPIRED']));
  for (const [id, end] of ends) {
    expect(stories.get(id)?.map(({ to }) => to)).toEqual(['HELD', end === 'CONFIRMED' ? 'CONFIRMED' : 'EXPIRED']);
  }
}, 60_000);
