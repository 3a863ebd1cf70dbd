import { accessScopes, newId } from '@constellation/kit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { confirm, held, hold } from './fixtures/bookings.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { as, introducedBy, type People, person } from './fixtures/people.ts';
import { openSocket, settle } from './fixtures/socket.ts';
import { openVenue } from './fixtures/venue.ts';

const people: People = new Map([['admin', person(accessScopes)]]);
const { graphs, close } = await openGraphs({ authenticate: introducedBy(people) });
afterAll(close);

const booking = ['bookings:read', 'bookings:write'] as const;

/** Who hears of a customer's booking, of a partner's, and of one that the venue's staff made. */
const table = [
  ['admin', ['customer’s', 'partner’s', 'staff’s']],
  ['manager', ['customer’s', 'partner’s', 'staff’s']],
  ['host', ['customer’s', 'partner’s', 'staff’s']],
  ['manager elsewhere', []],
  ['customer', ['customer’s']],
  ['other customer', []],
  ['partner', ['partner’s']],
  ['other partner', []],
] as const;

const heard = z.object({
  data: z.object({ result: z.object({ cursor: z.string(), bookingId: z.string(), booking: z.unknown() }) }),
});

const subscription = `subscription ($venueId: ID, $bookingId: ID, $after: Cursor) {
  result: bookingStatusChanged(venueId: $venueId, bookingId: $bookingId, after: $after) { cursor bookingId booking { reference } }
}`;

/** Listens by name; what comes can be looked at while it comes. */
async function listen({ url }: OpenGraph, who: string, variables: object) {
  const client = openSocket(url, who);
  const events: z.infer<typeof heard>['data']['result'][] = [];
  const stream = client.iterate({ query: subscription, variables: { ...variables } });
  const listening = (async () => {
    for await (const result of stream) events.push(heard.parse(result).data.result);
  })();
  await settle(client);
  return {
    events,
    settle: () => settle(client),
    [Symbol.asyncDispose]: async () => {
      await stream.return?.();
      await client.dispose();
      await listening;
    },
  };
}

type Listener = Awaited<ReturnType<typeof listen>>;

/** Somebody makes each of the bookings, and confirms it when all of them are made, while everybody listens. */
const makers = { 'customer’s': 'customer', 'partner’s': 'partner', 'staff’s': 'host' };

async function play(graph: OpenGraph, opened: AsyncDisposableStack) {
  const venue = await openVenue(as(graph, 'admin'), 3);
  const { id: venueId } = venue;
  people.set('host', person(booking, { venueRoles: { [venueId]: 'HOST' } }));
  people.set('manager', person(booking, { venueRoles: { [venueId]: 'MANAGER' } }));
  people.set('manager elsewhere', person(booking, { venueRoles: { [newId()]: 'MANAGER' } }));
  for (const who of ['customer', 'other customer']) people.set(who, person(booking));
  for (const who of ['partner', 'other partner']) people.set(who, person(booking, { kind: 'PARTNER' }));
  const live = new Map<string, Listener>();
  for (const [who] of table) live.set(who, opened.use(await listen(graph, who, {})));
  const witness = opened.use(await listen(graph, 'admin', { venueId }));
  const ids = new Map<string, string>();
  for (const [name, who] of Object.entries(makers)) {
    const { id } = await held(hold(as(graph, who), { venueId, startsAt: venue.at('19:00') }));
    ids.set(name, id);
    await vi.waitUntil(() => witness.events.at(-1)?.bookingId === id, 15_000);
  }
  for (const [name, who] of Object.entries(makers)) await confirm(as(graph, who), ids.get(name) ?? '');
  await vi.waitUntil(() => witness.events.length === 6, 15_000);
  return { live, ids, start: witness.events[0]?.cursor };
}

describe.each(graphs)('on $kind', (graph) => {
  const opened = new AsyncDisposableStack();
  let scene: Awaited<ReturnType<typeof play>>;

  beforeAll(async () => {
    scene = await play(graph, opened);
  });
  afterAll(() => opened.disposeAsync());

  /** Which bookings somebody has heard of. */
  const heardOf = ({ events }: Listener) =>
    [...scene.ids].flatMap(([name, id]) => (events.some(({ bookingId }) => bookingId === id) ? [name] : []));

  test.each(table)('%s hears live of what they may read, and of no more', async (who, names) => {
    const listener = scene.live.get(who) ?? (await listen(graph, who, {}));
    await expect.poll(() => listener.events.length).toBe(names.length * 2);
    await listener.settle();

    expect(heardOf(listener)).toEqual(names);
    expect(listener.events.filter((event) => event.booking === null)).toEqual([]);
    expect(await readable(graph, who, scene.ids)).toEqual(names);
  });

  test.each(table)('%s hears of the past the same', async (who, names) => {
    const { start: after, ids } = scene;
    await using listener = await listen(graph, who, { after });
    await using narrow = await listen(graph, who, { after, bookingId: ids.get('staff’s') });
    const ofStaff = names.filter((name) => name === 'staff’s');

    // What came behind the first event: all confirmations, and the holds of all but the first booking.
    const count = names.length * 2 - names.filter((name) => name === 'customer’s').length;
    await expect.poll(() => [listener.events.length, narrow.events.length]).toEqual([count, ofStaff.length * 2]);
    await Promise.all([listener.settle(), narrow.settle()]);

    expect(heardOf(listener)).toEqual(names);
    expect(heardOf(narrow)).toEqual(ofStaff);
  });
});

/** The names of the bookings that somebody can read. */
async function readable(graph: OpenGraph, who: string, ids: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const names: string[] = [];
  for (const [name, id] of ids) {
    const { data } = await as(graph, who).ask('query ($id: ID!) { booking(id: $id) { id } }', { id });
    if (data?.['booking'] !== null) names.push(name);
  }
  return names;
}
