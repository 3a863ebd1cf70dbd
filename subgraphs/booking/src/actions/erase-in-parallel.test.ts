import { newId, rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { identityErased } from '@constellation/schema';
import { afterAll, expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { rowsWith } from '../testing/customers.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { type OpenBookings, openBookings } from '../testing/open-bookings.ts';
import { as, customer } from '../testing/people.ts';
import { bookingsAt, claimsAt } from '../testing/records.ts';
import { outcomesOf } from '../testing/wishes.ts';

const opened = await Promise.all(platformKinds.map(async (kind) => ({ kind, bookings: await openBookings({ kind }) })));
afterAll(async () => void (await Promise.all(opened.map(({ bookings }) => bookings[Symbol.asyncDispose]()))));

/** Says that somebody is gone, as identity does. */
async function sayGone({ platform }: OpenBookings, userId: string, jobId: string): Promise<void> {
  const { type, source, stream } = identityErased;
  const data = { jobId, userId };
  const event = {
    specversion: '1.0',
    datacontenttype: 'application/json',
    ...{ id: newId(), source, type, subject: userId, time: platform.clock.now().toString(), version: 1, data },
  } as const;
  await platform.bus.publish(stream, [{ subject: identityErased.subject(userId, data), event }]);
}

const answersTo = (bookings: OpenBookings, jobId: string) =>
  rows(bookings.scope().em, sql`select from outbox where aggregate = ${jobId}`);

test.for(opened)(
  'on the $kind platform holds and cancellations that meet the erasure of their customer leave nothing of them',
  async ({ bookings }) => {
    const venue = await knownVenue(bookings, { tables: Array.from({ length: 30 }, () => [1, 4] as const) });
    const principal = customer();
    const { hold, cancel } = commandsOn(as(principal, bookings));
    const guest = { name: newId() };
    const jobId = newId();
    const held = await Promise.all(
      venue.tableIds.slice(0, 10).map((tableId) => hold(venue, { guest, tableIds: [tableId] })),
    );

    const holding = venue.tableIds.slice(10).map((tableId) => hold(venue, { guest, tableIds: [tableId] }));
    const cancelling = held.map((each) => cancel(each));
    await sayGone(bookings, principal.id, jobId);
    const outcomes = await outcomesOf([...holding, ...cancelling]);
    await expect.poll(() => answersTo(bookings, jobId)).toHaveLength(1);

    expect(Object.keys(outcomes).filter((each) => !['HELD', 'CANCELLED', 'FORBIDDEN'].includes(each))).toEqual([]);
    expect(await rowsWith(bookings, guest.name)).toEqual([]);
    expect(await claimsAt(bookings, venue.id)).toEqual([]);
    expect((await bookingsAt(bookings, venue.id)).filter(({ customerId }) => customerId !== null)).toEqual([]);
    expect(await outcomesOf([hold(venue, { guest })])).toEqual({ FORBIDDEN: 1 });
  },
);
