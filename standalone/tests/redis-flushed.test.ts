import { newId } from '@constellation/kit';
import { expect, test } from 'vitest';
import { compose } from '../src/compose.ts';
import { hold, listBookings, type Outcome } from './fixtures/bookings.ts';
import { openClient } from './fixtures/client.ts';
import { type OpenGraph, openGraph } from './fixtures/graph.ts';
import { publishedOf, stepsTold } from './fixtures/records.ts';
import { openVenue } from './fixtures/venue.ts';

/** Makes Redis forget everything over and over while something goes on. */
async function forgetting<Result>({ platform: { redis } }: OpenGraph, going: () => Promise<Result>): Promise<Result> {
  if (!redis) throw new Error('This platform has no Redis');
  const end = new AbortController();
  const forget = async () => {
    for (let flushes = 0; !end.signal.aborted || flushes < 10; flushes += 1) await redis.flush();
  };
  const forgets = forget();
  try {
    return await going();
  } finally {
    end.abort();
    await forgets;
  }
}

/** Sixty parties, most of them small enough for one table. */
const parties = Array.from({ length: 60 }, (_, index) => ({ partySize: index % 4 ? 2 : 6, key: newId() }));

/** What an answer comes to: a booking, or the refusal. */
const gistOf = ({ booking, name }: Outcome) => booking?.id ?? name;

test('what two gateways are asked under the same keys is done once, however often Redis forgets everything', async () => {
  await using graph = await openGraph('distributed');
  await using other = await compose({ platform: graph.platform, port: 0 });
  const clients = [graph, openClient(other.gateway.url)];
  const venue = await openVenue(graph, 8, [
    [0, 1],
    [2, 3],
  ]);
  const ask = ({ partySize, key }: (typeof parties)[number]) =>
    [...clients, ...clients].map((client) =>
      hold(client, { venueId: venue.id, startsAt: venue.at('19:00'), partySize }, { 'idempotency-key': key }),
    );

  const answers = await forgetting(graph, () => Promise.all(parties.map((party) => Promise.all(ask(party)))));

  const gists = answers.map((ofKey) => [...new Set(ofKey.map(gistOf))]);
  const bookings = await listBookings(graph, { venueId: venue.id });
  const ids = bookings.map(({ id }) => id).toSorted();
  expect(gists.filter((ofKey) => ofKey.length !== 1)).toEqual([]);
  expect(
    gists
      .flat()
      .filter((gist) => gist !== 'TABLE_TAKEN')
      .toSorted(),
  ).toEqual(ids);
  expect(bookings.flatMap(({ item }) => item.tableIds).toSorted()).toEqual(venue.tableIds.toSorted());
  const told = stepsTold(await publishedOf(graph.platform, venue.id));
  expect(told.map(({ bookingId, to }) => `${bookingId} ${to}`).toSorted()).toEqual(ids.map((id) => `${id} HELD`));
});
