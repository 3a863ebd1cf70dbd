import { newId } from '@constellation/kit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { confirm, held, hold } from './fixtures/bookings.ts';
import type { Client } from './fixtures/client.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { listen } from './fixtures/listen.ts';
import { newKey, newPartner } from './fixtures/partners.ts';
import { openPartner, signUpPerson } from './fixtures/people.ts';
import { openSocket } from './fixtures/socket.ts';
import { openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const booking = ['bookings:read', 'bookings:write'] as const;

/** Who hears of a customer's booking, of a partner's, and of one that the venue's staff made. */
const table = [
  ['admin', ['customer’s', 'partner’s', 'staff’s']],
  ['manager', ['customer’s', 'partner’s', 'staff’s']],
  ['host', ['customer’s', 'partner’s', 'staff’s']],
  ['manager elsewhere', []],
  ['host elsewhere', []],
  ['customer', ['customer’s']],
  ['other customer', []],
  ['partner', ['partner’s']],
  ['partner who may only read', ['partner’s']],
  ['member of the partner', []],
  ['other partner', []],
] as const;
type Who = (typeof table)[number][0];

const heard = z.object({
  data: z.object({ result: z.object({ cursor: z.string(), bookingId: z.string(), booking: z.unknown() }) }),
});

const subscription = `subscription ($venueId: ID, $bookingId: ID, $after: Cursor) {
  result: bookingStatusChanged(venueId: $venueId, bookingId: $bookingId, after: $after) { cursor bookingId booking { reference } }
}`;

const listenTo = (client: Client, variables: object) => listen(client, subscription, heard, variables);

type Listener = Awaited<ReturnType<typeof listenTo>>;

async function meetPeople(graph: OpenGraph, venueId: string) {
  const customer = await signUpPerson(graph);
  const host = await signUpPerson(graph, [{ role: 'HOST', venueId }]);
  const firm = await newPartner(graph);
  const partner = await newKey(firm, booking);
  const people: Record<Who, Client> = {
    admin: graph,
    manager: await signUpPerson(graph, [{ role: 'MANAGER', venueId }]),
    host,
    'manager elsewhere': await signUpPerson(graph, [{ role: 'MANAGER', venueId: newId() }]),
    'host elsewhere': await signUpPerson(graph, [{ role: 'HOST', venueId: newId() }]),
    customer,
    'other customer': await signUpPerson(graph),
    partner,
    'partner who may only read': await newKey(firm, ['bookings:read']),
    'member of the partner': firm.member,
    'other partner': await openPartner(graph, booking),
  };
  return { people, makers: { 'customer’s': customer, 'partner’s': partner, 'staff’s': host } };
}

/** Somebody makes each of the bookings, and confirms it when all of them are made, while everybody listens. */
async function play(graph: OpenGraph, opened: AsyncDisposableStack) {
  const venue = await openVenue(graph, 3);
  const { id: venueId } = venue;
  const { people, makers } = await meetPeople(graph, venueId);
  const live = new Map<string, Listener>();
  for (const [who] of table) live.set(who, opened.use(await listenTo(people[who], {})));
  const witness = opened.use(await listenTo(graph, { venueId }));
  const ids = new Map<string, string>();
  for (const [name, maker] of Object.entries(makers)) {
    const { id } = await held(hold(maker, { venueId, startsAt: venue.at('19:00') }));
    ids.set(name, id);
    await vi.waitUntil(() => witness.events.at(-1)?.bookingId === id, 15_000);
  }
  for (const [name, maker] of Object.entries(makers)) await confirm(maker, ids.get(name) ?? '');
  await vi.waitUntil(() => witness.events.length === 6, 15_000);
  return { people, live, ids, start: witness.events[0]?.cursor };
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
    const listener = scene.live.get(who) ?? (await listenTo(scene.people[who], {}));
    await expect.poll(() => listener.events.length).toBe(names.length * 2);
    await listener.settle();

    expect(heardOf(listener)).toEqual(names);
    expect(listener.events.filter((event) => event.booking === null)).toEqual([]);
    expect(await readable(scene.people[who], scene.ids)).toEqual(names);
  });

  test('a visitor may not listen', async () => {
    const client = openSocket(graph.url, null);

    const refusal = client.iterate({ query: subscription }).next();

    await expect(refusal).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    await client.dispose();
  });

  test.each(table)('%s hears of the past the same', async (who, names) => {
    const { start: after, ids, people } = scene;
    await using listener = await listenTo(people[who], { after });
    await using narrow = await listenTo(people[who], { after, bookingId: ids.get('staff’s') });
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
async function readable({ ask }: Client, ids: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const names: string[] = [];
  for (const [name, id] of ids) {
    const { data } = await ask('query ($id: ID!) { booking(id: $id) { id } }', { id });
    if (data?.['booking'] !== null) names.push(name);
  }
  return names;
}
