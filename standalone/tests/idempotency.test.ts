import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { cancel, confirm, held, hold, type Outcome, readBooking } from './fixtures/bookings.ts';
import { openGraphs } from './fixtures/graph.ts';
import { publishedOf } from './fixtures/records.ts';
import { openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const twentyTimes = (ask: () => Promise<Outcome>) => Promise.all(Array.from({ length: 20 }, ask));
const bookingIds = (outcomes: readonly Outcome[]) => new Set(outcomes.map(({ booking }) => booking?.id));

test.for(graphs)(
  'one key in the input, twenty times at once, makes one booking and one event ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 20);
    const wish = { venueId: venue.id, startsAt: venue.at('19:00'), idempotencyKey: newId() };

    const outcomes = await twentyTimes(() => hold(graph, wish));

    expect(outcomes.map(({ name }) => name)).toEqual(Array.from({ length: 20 }, () => 'HELD'));
    expect(bookingIds(outcomes).size).toBe(1);
    expect(await publishedOf(graph.platform, venue.id)).toHaveLength(1);
  },
);

test.for(graphs)(
  'one key in the header, twenty times at once, makes one booking and one event ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 20);
    const wish = { venueId: venue.id, startsAt: venue.at('19:00') };
    const key = { 'idempotency-key': newId() };

    const outcomes = await twentyTimes(() => hold(graph, wish, key));

    expect(bookingIds(outcomes).size).toBe(1);
    expect(await publishedOf(graph.platform, venue.id)).toHaveLength(1);
  },
);

test.for(graphs)(
  'twenty at once who confirm under one key are all told that it is done, which it is once ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 1);
    const { id } = await held(hold(graph, { venueId: venue.id, startsAt: venue.at('19:00') }));
    const key = { 'idempotency-key': newId() };

    const outcomes = await twentyTimes(() => confirm(graph, id, key));

    expect(new Set(outcomes.map(({ name }) => name))).toEqual(new Set(['CONFIRMED']));
    expect((await readBooking(graph, id)).history.map(({ to }) => to)).toEqual(['HELD', 'CONFIRMED']);
  },
);

test.for(graphs)('a key used for something else is refused, whichever way it is sent ($kind)', async (graph) => {
  const venue = await openVenue(graph, 2);
  const wish = { venueId: venue.id, startsAt: venue.at('19:00') };
  const idempotencyKey = newId();
  await held(hold(graph, { ...wish, idempotencyKey }));

  const byInput = await hold(graph, { ...wish, partySize: 3, idempotencyKey });
  const byHeader = await hold(graph, { ...wish, startsAt: venue.at('20:00') }, { 'idempotency-key': idempotencyKey });

  for (const { booking, errors } of [byInput, byHeader]) {
    expect(booking).toBeNull();
    expect(errors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH', message: expect.stringContaining('use a new one') }]);
  }
});

test.for(graphs)(
  'a repetition gives the first answer about the booking as it is by now, and a refusal again ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 1);
    const wish = { venueId: venue.id, startsAt: venue.at('19:00') };
    const [first, second] = [newId(), newId()];
    const { id } = await held(hold(graph, { ...wish, idempotencyKey: first }));
    const refused = await hold(graph, { ...wish, idempotencyKey: second });
    await cancel(graph, id);

    const again = await hold(graph, { ...wish, idempotencyKey: first });
    const refusedAgain = await hold(graph, { ...wish, idempotencyKey: second });

    expect(again).toMatchObject({ name: 'CANCELLED', booking: { id } });
    expect(refused.name).toBe('TABLE_TAKEN');
    expect(refusedAgain).toEqual(refused);
  },
);

test.for(graphs)('a key in the header cannot stand for two mutations, and neither is done ($kind)', async (graph) => {
  const venue = await openVenue(graph, 1);
  const { id } = await held(hold(graph, { venueId: venue.id, startsAt: venue.at('19:00') }));

  const answer = await graph.ask(
    'mutation ($id: ID!) { confirmBooking(id: $id) { errors { code } } cancelBooking(id: $id) { errors { code } } }',
    { id },
    { 'idempotency-key': newId() },
  );

  expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  expect(await readBooking(graph, id)).toMatchObject({ status: 'HELD', version: 1 });
});
