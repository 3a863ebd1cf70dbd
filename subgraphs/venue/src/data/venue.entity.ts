import type { WeeklyStretch } from '@constellation/schema/schedule';
import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { SpecialHours } from '../domain/special-hours.ts';
import { venueKinds } from '../domain/venue.ts';

const Address = defineEntity({
  name: 'Address',
  embeddable: true,
  properties: {
    line1: p.text(),
    line2: p.text().strictNullable(),
    city: p.text(),
    region: p.text().strictNullable(),
    postalCode: p.text().strictNullable(),
    country: p.text(),
  },
});

const GeoPoint = defineEntity({
  name: 'GeoPoint',
  embeddable: true,
  properties: { latitude: p.float(), longitude: p.float(), elevation: p.float() },
});

/**
 * A venue; `version` counts its changes, those of its rooms and tables included. `snapshotForm` says how much its newest
 * snapshot tells.
 */
export const VenueEntity = defineEntity({
  name: 'Venue',
  tableName: 'venues',
  properties: {
    id: p.uuid().primary(),
    slug: p.text(),
    name: p.text(),
    kind: p.enum(venueKinds),
    description: p.text().strictNullable(),
    phone: p.text().strictNullable(),
    email: p.text().strictNullable(),
    address: p.embedded(Address),
    location: p.embedded(GeoPoint).prefix(false),
    timeZone: p.text(),
    openingHours: p.json<WeeklyStretch[]>(),
    specialHours: p.json<SpecialHours[]>(),
    closed: p.boolean(),
    version: p.integer(),
    snapshotForm: p.integer(),
  },
});

export type Venue = InferEntity<typeof VenueEntity>;
