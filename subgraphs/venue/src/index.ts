import { defineSubgraph, nothingPersonal } from '@constellation/kit';
import { sdl } from '@constellation/schema/sdl';
import { CreateVenues } from './data/migrations/0001-venues.ts';
import { AddHoursAndSearch } from './data/migrations/0002-hours-and-search.ts';
import { RetireTables } from './data/migrations/0003-retirement.ts';
import { CountSnapshotForms } from './data/migrations/0004-snapshot-form.ts';
import { RoomEntity } from './data/room.entity.ts';
import { TableCombinationEntity } from './data/table-combination.entity.ts';
import { TableEntity } from './data/table.entity.ts';
import { VenueEntity } from './data/venue.entity.ts';
import { loaders } from './graph/loaders.ts';
import { resolvers } from './graph/resolvers.ts';
import { onBookingSnapshot } from './workers/booking-snapshots.ts';
import { tellingAnew } from './workers/telling-anew.ts';

/** Venues with their rooms, tables and opening hours: what can be booked at all. */
export const venueSubgraph = defineSubgraph({
  name: 'venue',
  typeDefs: sdl('venue'),
  entities: [VenueEntity, RoomEntity, TableEntity, TableCombinationEntity],
  migrations: [
    { name: 'venue-0001-venues', class: CreateVenues },
    { name: 'venue-0002-hours-and-search', class: AddHoursAndSearch },
    { name: 'venue-0003-retirement', class: RetireTables },
    { name: 'venue-0004-snapshot-form', class: CountSnapshotForms },
  ],
  resolvers,
  loaders,
  workers: [onBookingSnapshot, tellingAnew],
  personalData: nothingPersonal,
});
