import { setTimeout as delay } from 'node:timers/promises';
import type { Upstream } from '@constellation/gateway';
import { developmentPrincipal } from '@constellation/kit';
import type { z } from 'zod';
import type { DemoRoom, DemoVenue } from './demo-venue.ts';
import * as operations from './operations.ts';
import { cafeCentral, harrysBar, zeissPlanetarium } from './venues/europe.ts';
import { griffithObservatory, miraikan, sydneyOperaHouse } from './venues/overseas.ts';

const demoVenues = [cafeCentral, harrysBar, zeissPlanetarium, griffithObservatory, sydneyOperaHouse, miraikan];

/** A subgraph in this process or in others. */
type Subgraph = Pick<Upstream, 'execute'>;

interface Subgraphs {
  readonly venue: Subgraph;
  readonly booking: Subgraph;
}

/**
 * Sees to it that the demo's venues are there, whole, and can be booked. What is there already, changed or not, stays
 * as it is.
 */
export async function seed({ venue, booking }: Subgraphs): Promise<void> {
  for (const each of demoVenues) await untilBookable(booking, await seedVenue(venue, each));
}

/** What bookings are to know in the end: a venue and a table of those that were made last. */
interface Place {
  readonly venueId: string;
  readonly tableIds: readonly string[];
}

async function seedVenue(venues: Subgraph, { venue, hours, rooms }: DemoVenue): Promise<Place> {
  const { venue: existing } = await ask(venues, operations.findVenue, { slug: venue.slug });
  const {
    id: venueId,
    openingHours,
    rooms: known,
  } = existing ?? (await ask(venues, operations.createVenue, { input: venue })).done.venue;
  if (openingHours.length === 0) await ask(venues, operations.setOpeningHours, { input: { venueId, hours } });
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
    existing ?? (await ask(venues, operations.createRoom, { input: { venueId, name, width, height } })).done.room;
  if (present.tables.length > 0) return present;
  return (await ask(venues, operations.updateTableLayout, { input: { roomId: present.id, tables, combinations } })).done
    .room;
}

const patienceMs = 30_000;
const answerMs = 10_000;

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
  const { done } = await ask(bookings, operations.holdTable, { input });
  return !done.errors.some(({ code }) => code === 'NOT_FOUND');
}

/** Runs one operation and insists on an answer of the shape it promises. */
async function ask<Shape extends z.ZodType>(
  subgraph: Subgraph,
  { query, shape }: operations.Operation<Shape>,
  variables: Record<string, unknown>,
): Promise<z.infer<Shape>> {
  const headers = { principal: developmentPrincipal };
  const response = await subgraph.execute({ query, variables }, headers, AbortSignal.timeout(answerMs));
  const answer = shape.safeParse(response.data);
  if (!answer.success) throw new Error(`The demo data are not accepted: ${JSON.stringify(response)}`);
  return answer.data;
}
