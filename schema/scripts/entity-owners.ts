import type { EntityOwners } from './checks/nullability.ts';

/** Whose entities they are; every other subgraph refers to them or adds nullable fields. */
export const entityOwners: EntityOwners = {
  Booking: 'booking',
  Partner: 'identity',
  Room: 'venue',
  Table: 'venue',
  User: 'identity',
  Venue: 'venue',
};
