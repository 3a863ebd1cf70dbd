import { newId } from '@constellation/kit';
import { GraphQLError } from 'graphql';
import { type FixtureSubgraph, fixtureSubgraph } from './fixture-subgraph.ts';

const place = (slug: string, name: string, timeZone: string) => ({
  __typename: 'Venue',
  id: newId(),
  slug,
  name,
  timeZone,
  kind: 'RESTAURANT',
  address: { city: 'Lisbon' },
  openingHours: [{ weekday: 'MONDAY', opens: '18:00', closes: '02:00' }],
  rooms: [{ name: 'Hall', tables: [{ id: newId(), label: 'T1', minParty: 1, maxParty: 4 }] }],
});
export const harbour = place('harbour', 'Harbour Grill', 'Europe/Lisbon');
export const dome = place('dome', 'The Dome', 'America/Denver');
const venues = [harbour, dome];

const booking = (reference: string, { id }: { id: string }) => ({
  __typename: 'Booking',
  id: newId(),
  reference,
  status: 'HELD',
  startsAt: '2030-06-14T19:00:00Z',
  venue: { __typename: 'Venue', id },
  guest: { name: 'Ada', note: 'x'.repeat(32 * 1024) },
});
export const harbourBooking = booking('HB-1', harbour);
export const domeBooking = booking('DM-1', dome);
/** At a venue that there is not. */
export const lostBooking = booking('LO-1', { id: newId() });
const bookings = [harbourBooking, domeBooking, lostBooking];

const byId = <Entity extends { id: string }>(entities: readonly Entity[], id: string) =>
  entities.find((entity) => entity.id === id) ?? null;

/** Two venues; asking for one called `broken` fails with an error that tells too much. */
export const venueFixture = (): FixtureSubgraph =>
  fixtureSubgraph('venue', {
    Query: {
      venue: (_: unknown, { id, slug }: { id?: string; slug?: string }) => {
        if (slug === 'broken') throw new Error('password authentication failed for user "venue"');
        if (slug === 'refused')
          throw new GraphQLError('One of id and slug', {
            extensions: { code: 'BAD_USER_INPUT', stacktrace: ['venue.ts:1'] },
          });
        return id === undefined ? (venues.find((each) => each.slug === slug) ?? null) : byId(venues, id);
      },
      venues: () => ({
        edges: venues.map((node) => ({ node, cursor: node.id })),
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
      }),
    },
    Mutation: { createVenue: () => ({ venue: harbour, errors: [] }) },
    Venue: { __resolveReference: ({ id }: { id: string }) => byId(venues, id) },
  });

/** A booking at each of the two venues. `delays` lets a test hold back the answer about one. */
export const bookingFixture = (delays: Readonly<Record<string, Promise<void>>> = {}): FixtureSubgraph =>
  fixtureSubgraph('booking', {
    Query: { booking: (_: unknown, { id }: { id: string }) => byId(bookings, id) },
    Mutation: {
      holdTable: () => ({ booking: harbourBooking, errors: [] }),
      confirmBooking: (_: unknown, { id }: { id: string }) => ({ booking: byId(bookings, id), errors: [] }),
    },
    Booking: {
      __resolveReference: async ({ id }: { id: string }) => {
        await delays[id];
        return byId(bookings, id);
      },
    },
  });
