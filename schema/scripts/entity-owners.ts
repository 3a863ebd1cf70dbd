import type { EntityOwners } from './checks/nullability.ts';

/** Whose entities they are; every other subgraph refers to them or adds nullable fields. */
export const entityOwners: EntityOwners = {
  Booking: 'booking',
  Device: 'telemetry',
  JwstImage: 'space-data',
  Launch: 'space-data',
  OsdrDataset: 'space-data',
  Partner: 'identity',
  Room: 'venue',
  Satellite: 'space-data',
  Table: 'venue',
  User: 'identity',
  Venue: 'venue',
};
