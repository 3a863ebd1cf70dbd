import { platformKinds, randomFrom } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { problemsAt } from '../domain/attention.ts';
import { isOver } from '../domain/lifecycle.ts';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { knownVenue, makeKnown } from '../testing/known-venue.ts';
import { conflictsAt } from '../testing/ownership.ts';
import { bookingsAt } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { sized } from '../testing/size.ts';
import { times } from '../testing/times.ts';
import { closed, retired, shortened, shrunk } from '../testing/venue-changes.ts';
import { outcomeOf } from '../testing/wishes.ts';

const bookingsOn = shareBookings();

/** What becomes of a venue, what its bookings then need, and what a hold for four at seven at its last table meets. */
const changes = [
  { change: retired, reason: 'TABLE_RETIRED', refusal: 'NOT_FOUND' },
  { change: shrunk, reason: 'CAPACITY_LOWERED', refusal: 'PARTY_TOO_LARGE' },
  { change: shortened, reason: 'HOURS_CHANGED', refusal: 'CLOSED' },
  { change: closed, reason: 'VENUE_CLOSED', refusal: 'VENUE_CLOSED' },
] as const;

const cases = platformKinds.flatMap((kind) =>
  changes.flatMap((change) => times(sized(1, 10), (round) => ({ kind, ...change, seed: round + 1 }))),
);

test.for(cases)(
  'on the $kind platform of bookings that are made while their venue changes none lacks $reason (seed $seed)',
  async ({ kind, change, reason, refusal, seed }) => {
    const bookings = await bookingsOn(kind);
    const { book, hold, request, answer, cancel, change: reschedule } = commandsOn(bookings);
    const venue = await knownVenue(bookings, {
      tables: times(6, () => [1, 4] as const),
      combinations: [{ tables: [2, 3], maxParty: 8 }],
    });
    const random = randomFrom(seed);
    const startsAt = () => venue.at(`${10 + random.below(10)}:${random.pick(['00', '15', '30', '45'])}`);
    const tableIds = () =>
      [...venue.tableIds.map((id) => [id]), null, venue.tableIds.slice(2, 4)][random.below(8)] ?? null;
    // However few there is time for, this one every change goes against.
    await book(venue, { tableIds: venue.tableIds.slice(5), partySize: 4, startsAt: venue.at('18:30') });
    let known = false;

    /** Books and moves for as long as the change is not known, and once more; often it calls off, so that there is room. */
    const client = async () => {
      for (let last = false; !last;) {
        last = known;
        const given = { partySize: random.pick([2, 4, 6]), startsAt: startsAt(), tableIds: tableIds() };
        const made = book(venue, given);
        if ((await outcomeOf(made)) === 'CONFIRMED') {
          await outcomeOf(reschedule(await made, { startsAt: startsAt(), tableIds: tableIds() }));
          if (random.below(3) > 0) await cancel(await made);
        }
        await answer(await request(venue, { startsAt: startsAt() }));
      }
    };
    const clients = times(6, client);
    await expect.poll(async () => (await bookingsAt(bookings, venue.id)).length).toBeGreaterThan(8);
    await makeKnown(bookings, change(venue.data), 2);
    known = true;
    await Promise.all(clients);

    const { venueId, ...data } = change(venue.data);
    const problemsOf = problemsAt({ id: venueId, ...data });
    const standing = (await bookingsAt(bookings, venue.id)).filter(({ status }) => !isOver(status));
    const problems = standing.map((booking) =>
      problemsOf({ ...booking, stay: { start: booking.startsAt, end: booking.endsAt } }),
    );
    expect(problems.flat()).toContain(reason);
    expect(standing.map(({ attention }) => attention)).toEqual(problems);
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
    expect(await conflictsAt(bookings, venue.id)).toEqual([]);
    const late = { tableIds: venue.tableIds.slice(5), partySize: 4, startsAt: venue.at('19:00') };
    expect(await outcomeOf(hold(venue, late))).toBe(refusal);
  },
);
