import { setTimeout as delay } from 'node:timers/promises';
import { seedAccounts } from './accounts.ts';
import type { DemoRoom, DemoVenue } from './demo-venue.ts';
import * as operations from './operations.ts';
import { runOperation, type Subgraph } from './run-operation.ts';
import { cafeCentral, harrysBar, zeissPlanetarium } from './venues/europe.ts';
import { griffithObservatory, miraikan, sydneyOperaHouse } from './venues/overseas.ts';

/** The venues of the demo. */
export const demoVenues: readonly DemoVenue[] = [
  cafeCentral,
  harrysBar,
  zeissPlanetarium,
  griffithObservatory,
  sydneyOperaHouse,
  miraikan,
];

/** The subgraphs that venues are made in. */
interface ForVenues {
  readonly venue: Subgraph;
  readonly booking: Subgraph;
}

/**
 * Sees to it that the demo's venues and accounts are there. What is there already, changed or not, stays as it is; it costs
 * less where something may be noted beside the data.
 */
export async function seed(
  { identity, ...others }: ForVenues & { readonly identity: Subgraph },
  dataDirectory?: string,
): Promise<void> {
  await seedAccounts(identity, await seedVenues(others), dataDirectory);
}

/** Sees to it that the demo's venues are there, whole, and can be booked; returns their ids. */
export async function seedVenues({ venue, booking }: ForVenues): Promise<string[]> {
  const venueIds: string[] = [];
  for (const each of demoVenues) {
    const place = await seedVenue(venue, each);
    await untilBookable(booking, place);
    venueIds.push(place.venueId);
  }
  return venueIds;
}

/** What bookings are to know in the end: a venue and a table of those that were made last. */
interface Place {
  readonly venueId: string;
  readonly tableIds: readonly string[];
}

async function seedVenue(venues: Subgraph, { venue, hours, rooms }: DemoVenue): Promise<Place> {
  const { venue: existing } = await runOperation(venues, operations.findVenue, { slug: venue.slug });
  const {
    id: venueId,
    openingHours,
    rooms: known,
  } = existing ?? (await runOperation(venues, operations.createVenue, { input: venue })).done.venue;
  if (openingHours.length === 0) await runOperation(venues, operations.setOpeningHours, { input: { venueId, hours } });
  const seeded: operations.KnownRoom[] = [];
  for (const room of rooms) seeded.push(await seedRoom(venues, venueId, room, known));
  return { venueId, tableIds: seeded.flatMap(({ tables }) => tables.map(({ id }) => id)).slice(-1) };
}

async function seedRoom(
  venues: Subgraph,
  venueId: string,
  room: DemoRoom,
  known: readonly operations.KnownRoom[],
): Promise<operations.KnownRoom> {
  const { name, width, height, tables, combinations = [] } = room;
  const existing = known.find((each) => each.name === name);
  const present =
    existing ??
    (await runOperation(venues, operations.createRoom, { input: { venueId, name, width, height } })).done.room;
  if (present.tables.length > 0) return present;
  return (
    await runOperation(venues, operations.updateTableLayout, { input: { roomId: present.id, tables, combinations } })
  ).done.room;
}

const patienceMs = 30_000;

/** Bookings hear of a venue a moment after it is made. */
async function untilBookable(bookings: Subgraph, place: Place): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  while (!(await isKnown(bookings, place))) {
    if (deadline.aborted) throw new Error(`Bookings have not heard of the venue ${place.venueId} in ${patienceMs} ms`);
    await delay(20);
  }
}

/** Until they have heard of a place they know nothing of it, not even that a time is over there. */
async function isKnown(bookings: Subgraph, place: Place): Promise<boolean> {
  const input = { ...place, partySize: 1, startsAt: '2000-01-01T12:00:00Z', guest: { name: 'Nobody' } };
  const { done } = await runOperation(bookings, operations.holdTable, { input });
  return !done.errors.some(({ code }) => code === 'NOT_FOUND');
}
