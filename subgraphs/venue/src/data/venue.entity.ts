import { defineEntity, type InferEntity } from '@mikro-orm/core';

const kinds = ['RESTAURANT', 'BAR'] as const;
export interface OpeningHours { weekday: string; opens: string; closes: string }
const AddressSchema = defineEntity({
  name: 'Address',
  embeddable: true,
  properties: (p) => ({
    line1: p.text(),
    line2: p.text().strictNullable(),
    city: p.text(),
    region: p.text().strictNullable(),
    postalCode: p.text().strictNullable(),
    country: p.text(),
  }),
});
const GeoPointSchema = defineEntity({
  name: 'GeoPoint',
  embeddable: true,
  properties: (p) => ({ latitude: p.double(), longitude: p.double(), elevation: p.double() }),
});

export const VenueEntity = defineEntity({
  name: 'Venue',
  tableName: 'venues',
  properties: (p) => ({
    id: p.uuid().primary(),
    slug: p.text(),
    name: p.text(),
    kind: p.enum(kinds),
    description: p.text().strictNullable(),
    address: p.embedded(AddressSchema),
    location: p.embedded(GeoPointSchema).prefix(false),
    openingHours: p.json<readonly OpeningHours[]>(),
    version: p.integer(),
  }),
});
export type Venue = InferEntity<typeof VenueEntity>;
