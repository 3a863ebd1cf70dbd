import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { conflictsAt } from '../testing/ownership.ts';
import { bookingsAt, claimsAt, historyOf } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { sized } from '../testing/size.ts';
import { times } from '../testing/times.ts';
import { outcomeOf } from '../testing/wishes.ts';
import { expireBookings } from './expire-bookings.ts';

const bookingsOn = shareBookings();
const rounds = sized(10, 100);

test.for(platformKinds)(
  'on the %s platform a request that is answered, called off and declined at once has one end and no place',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { request, answer, cancel, reject } = commandsOn(bookings);
    const venue = await knownVenue(bookings, { tables: times(rounds, () => [1, 4] as const) });

    for (const tableId of venue.tableIds) {
      const wanted = await request(venue, { tableIds: [tableId] });

      const [cancelled, rejected] = await Promise.all([
        outcomeOf(cancel(wanted)),
        outcomeOf(reject(wanted)),
        answer(wanted),
        answer(wanted),
      ]);

      const story = (await historyOf(bookings, wanted.id)).map(({ to }) => to).join(' ');
      const ends: Readonly<Record<string, readonly string[]>> = {
        'CANCELLED WRONG_STATUS': ['REQUESTED CANCELLED', 'REQUESTED HELD CANCELLED'],
        'WRONG_STATUS REJECTED': ['REQUESTED REJECTED'],
      };
      expect(ends[`${cancelled} ${rejected}`]).toContain(story);
    }
    expect(await claimsAt(bookings, venue.id)).toEqual([]);
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)(
  'on the %s platform of many requests and holds for one table one has it, and the requests left know why',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { request, answer, hold } = commandsOn(bookings);

    for (let round = 0; round < rounds / 2; round += 1) {
      const venue = await knownVenue(bookings);
      const wanted = await Promise.all(times(5, () => request(venue)));

      await Promise.all([
        ...wanted.flatMap((each) => [answer(each), answer(each)]),
        ...times(2, () => outcomeOf(hold(venue))),
      ]);

      const found = await bookingsAt(bookings, venue.id);
      const rejected = found.filter(({ status }) => status === 'REJECTED');
      const reasons = await Promise.all(rejected.map(({ id }) => historyOf(bookings, id)));
      expect(found.filter(({ status }) => status === 'HELD')).toHaveLength(1);
      expect([4, 5]).toContain(rejected.length);
      expect(reasons.map((steps) => steps.at(-1)?.reason)).toEqual(rejected.map(() => 'TABLE_TAKEN'));
      expect(await faultsAt(bookings, venue.id)).toEqual([]);
      expect(await conflictsAt(bookings, venue.id)).toEqual([]);
    }
  },
);

/** How long before a request's last instant everybody comes running: well before, close by, well after. */
const leadsMs = [2_000, ...times(rounds, (round) => (round % 10) - 1), -2_000];

test.for(platformKinds)(
  'on the %s platform at its last instant a request is either answered or lapses',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { request, answer } = commandsOn(bookings);
    const { clock } = bookings.platform;
    const ends = new Set<string>();

    for (const leadMs of leadsMs) {
      const venue = await knownVenue(bookings);
      const { id, lapsesAt } = await request(venue);
      const left = clock.now().until(lapsesAt ?? clock.now());
      await clock.advance(Math.round(left.total('milliseconds')) - leadMs);

      await Promise.all([answer({ id }), expireBookings(bookings.scope()), answer({ id })]);
      await clock.advance(Math.max(0, leadMs));
      while (await expireBookings(bookings.scope()));

      ends.add((await historyOf(bookings, id)).map(({ to }) => to).join(' '));
      expect(await faultsAt(bookings, venue.id)).toEqual([]);
    }

    expect(ends).toEqual(new Set(['REQUESTED HELD', 'REQUESTED EXPIRED']));
  },
);
