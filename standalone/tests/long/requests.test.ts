import { expect, test, vi } from 'vitest';
import { request, type Wish } from '../fixtures/bookings.ts';
import { shareArena } from '../fixtures/faults/arena.ts';
import { bookingStates } from '../fixtures/faults/booking-states.ts';
import { Insistence } from '../fixtures/faults/insistence.ts';
import { byBooking, publishedOf, stepsKept, stepsTold } from '../fixtures/records.ts';
import { openVenue } from '../fixtures/venue.ts';

const sharedArena = shareArena();

const patience = { interval: 50, timeout: 60_000 };

test(
  'distributed platform: however often the process is killed that answers requests, each is answered once',
  { timeout: 180_000 },
  async () => {
    const { fleet, client, urls, platform } = await sharedArena();
    const venue = await openVenue(client, 15);
    const insistence = new Insistence(urls);
    const hours = Array.from({ length: 12 }, (_, hour) => `${String(hour + 6).padStart(2, '0')}:00`);
    const wishes = venue.tableIds.flatMap((tableId) =>
      hours.map((hour): Wish => ({
        venueId: venue.id,
        tableIds: [tableId],
        startsAt: venue.at(hour),
        duration: 'PT1H',
      })),
    );
    const statuses = async () => (await bookingStates(client, venue.id)).map(({ status }) => status);
    const answered = async () => (await statuses()).filter((status) => status !== 'REQUESTED').length;

    const asking = Promise.all(wishes.map((wish) => insistence.ask((each, headers) => request(each, wish, headers))));
    for (const [turn, victim] of [...fleet.subgraphs.booking, ...fleet.subgraphs.booking].entries()) {
      await vi.waitUntil(async () => (await answered()) >= (turn + 1) * 20, patience);
      victim.kill('SIGKILL');
      await victim.ended();
      await victim.ready();
    }
    await asking;
    await vi.waitUntil(async () => (await answered()) === wishes.length, patience);

    const bookings = await bookingStates(client, venue.id);
    expect(bookings.map(({ status, version }) => `${status} ${version}`)).toEqual(wishes.map(() => 'HELD 2'));
    const kept = await stepsKept(
      client,
      bookings.map(({ id }) => id),
    );
    expect(byBooking(stepsTold(await publishedOf(platform, venue.id)))).toEqual(byBooking(kept));
    expect(kept).toHaveLength(2 * wishes.length);
  },
);
