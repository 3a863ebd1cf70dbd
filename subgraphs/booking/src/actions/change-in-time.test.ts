import { afterAll, expect, test } from 'vitest';
import { moveTo } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { as, customer } from '../testing/people.ts';
import { outcomeOf } from '../testing/wishes.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const guest = commandsOn(as(customer(), bookings));
const staff = commandsOn(bookings);

const second = { seconds: 1 };

/** A guest's booking, which they may call off until a day before. */
async function booked() {
  const venue = await knownVenue(bookings);
  await staff.setPolicy(venue, { cancelUntilMinutes: 1_440 });
  const booking = await guest.book(venue);
  return { venue, booking, cutOff: booking.startsAt.subtract({ minutes: 1_440 }) };
}

test('a guest may change a booking until they may call it off no more', async () => {
  const { venue, booking, cutOff } = await booked();

  await moveTo(bookings, cutOff.subtract(second));
  expect(await outcomeOf(guest.change(booking, { partySize: 3 }))).toBe('CONFIRMED');
  await moveTo(bookings, cutOff.add(second));

  const later = { local: venue.at('19:00').local.add({ days: 7 }) };
  await expect(guest.change(booking, { startsAt: later })).rejects.toMatchObject({
    code: 'TOO_LATE',
    details: { until: String(cutOff) },
  });
  expect(await outcomeOf(guest.cancel(booking))).toBe('TOO_LATE');
});

test('nor does a change that was made in time come too late when it is repeated', async () => {
  const { booking, cutOff } = await booked();
  const changed = await guest.change(booking, { partySize: 3 });

  await moveTo(bookings, cutOff.add(second));

  expect(await guest.change(booking, { partySize: 3 })).toMatchObject({ version: changed.version });
});

test('staff may change it until its end', async () => {
  const { booking } = await booked();

  await moveTo(bookings, booking.endsAt.subtract(second));
  expect(await outcomeOf(staff.change(booking, { partySize: 3 }))).toBe('CONFIRMED');
  await moveTo(bookings, booking.endsAt.add(second));

  await expect(staff.change(booking, { partySize: 4 })).rejects.toMatchObject({
    code: 'TOO_LATE',
    details: { until: String(booking.endsAt) },
  });
});
