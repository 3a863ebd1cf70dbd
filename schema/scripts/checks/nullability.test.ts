import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { fragileFields, unownedEntities } from './nullability.ts';

const owners = { Venue: 'venue', Booking: 'booking' };

const inBooking = (source: string) => fragileFields('booking', parse(source), owners);

test.for([
  'type Query { booking: Booking }',
  'type Subscription { changed: Change! }',
  'type Booking @key(fields: "id") { id: ID! status: String! venue: Venue venues: [Venue]! many: [Venue!] }',
  'type Venue @key(fields: "id") { id: ID! bookings: [Booking!] }',
  'type Payload { booking: Booking! }',
  'type Venue @key(fields: "id") { id: ID! name: String! @external }',
])('%s survives another subgraph that is down', (source) => {
  expect(inBooking(source)).toEqual([]);
});

test.for<[source: string, field: string]>([
  ['type Query { booking: Booking! }', 'Query.booking'],
  ['type Mutation { hold: Payload! }', 'Mutation.hold'],
  ['type Booking @key(fields: "id") { id: ID! venue: Venue! }', 'Booking.venue'],
  ['type Payload { venues: [Venue!]! }', 'Payload.venues'],
  ['type Venue @key(fields: "id") { id: ID! bookings: [Booking!]! }', 'Venue.bookings'],
])('%s would null more than itself', ([source, field]) => {
  expect(inBooking(source)).toEqual([`${field} of booking must be nullable`]);
});

test('an entity without an owner is told', () => {
  const document = parse('type Device @key(fields: "id") { id: ID! } type Plain { id: ID! }');

  expect(unownedEntities(document, owners)).toEqual(['Device has no owner']);
});
