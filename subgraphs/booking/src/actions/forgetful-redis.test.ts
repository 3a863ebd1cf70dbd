import { newId } from '@constellation/kit';
import { expect, test } from 'vitest';
import { act, holdInput, holdTable } from '../testing/ask.ts';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { knownVenue } from '../testing/known-venue.ts';
import type { OpenBookings } from '../testing/open-bookings.ts';
import { conflictsAt } from '../testing/ownership.ts';
import { claimsAt } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { times } from '../testing/times.ts';
import { outcomesOf } from '../testing/wishes.ts';

const bookingsOn = shareBookings();

/** Makes Redis forget everything without a pause while something goes on, at least ten times. */
async function forgetting<Result>(
  { platform: { redis } }: OpenBookings,
  going: () => Promise<Result>,
): Promise<Result> {
  if (!redis) throw new Error('This platform has no Redis');
  const over = new AbortController();
  const forget = async () => {
    for (let flushes = 0; !over.signal.aborted || flushes < 10; flushes += 1) await redis.flush();
  };
  const forgets = forget();
  try {
    return await going();
  } finally {
    over.abort();
    await forgets;
  }
}

test('on the distributed platform a table has one owner, however often Redis forgets everything', async () => {
  const bookings = await bookingsOn('distributed');
  const { hold, confirm, change, cancel } = commandsOn(bookings);
  const venue = await knownVenue(bookings, { combinations: [{ tables: [0, 1], maxParty: 8 }] });
  const [first = '', second = ''] = venue.tableIds;
  const wanted = [[first], [second], [first, second], [second, first]];

  await forgetting(bookings, async () => {
    const holds = times(80, (index) => hold(venue, { tableIds: wanted[index % 4] ?? [] }));
    await outcomesOf(holds);
    const held = (await Promise.allSettled(holds)).flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    await outcomesOf(held.flatMap((each) => [confirm(each), change(each, { startsAt: venue.at('12:00') })]));
    await outcomesOf([...held.map(cancel), ...times(20, () => hold(venue, { tableIds: [first] }))]);
    expect(held.length).toBeGreaterThan(0);
  });

  expect(await faultsAt(bookings, venue.id)).toEqual([]);
  expect(await conflictsAt(bookings, venue.id)).toEqual([]);
});

test('on the distributed platform a slot takes as many as it may, however often Redis forgets everything', async () => {
  const bookings = await bookingsOn('distributed');
  const { hold, setPolicy } = commandsOn(bookings);
  const venue = await knownVenue(bookings, { tables: times(60, () => [1, 4] as const) });
  await setPolicy(venue, { maxPartiesPerSlot: 7 });

  const outcomes = await forgetting(bookings, () =>
    outcomesOf(venue.tableIds.map((id) => hold(venue, { tableIds: [id] }))),
  );

  expect(outcomes).toEqual({ HELD: 7, PACING: 53 });
});

test('on the distributed platform a key gives one answer, however often Redis forgets everything', async () => {
  const bookings = await bookingsOn('distributed');
  const venue = await knownVenue(bookings);
  const variables = holdInput(venue, { idempotencyKey: newId() });

  const answers = await forgetting(bookings, () => Promise.all(times(30, () => act(bookings, holdTable, variables))));

  expect(new Set(answers.map(({ booking }) => booking?.id)).size).toBe(1);
  expect(await claimsAt(bookings, venue.id)).toHaveLength(1);
});
