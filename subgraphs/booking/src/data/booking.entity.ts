import { InstantType } from '@constellation/kit';
import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Status } from '../domain/lifecycle.ts';
import type { Guest } from '../domain/request.ts';

/** How a booking came in. */
export type Channel = 'CUSTOMER' | 'STAFF' | 'PARTNER';

/** A party's claim on a place, from its hold to its end. */
export const BookingEntity = defineEntity({
  name: 'Booking',
  tableName: 'bookings',
  properties: {
    id: p.uuid().primary(),
    serial: p.bigint('number').generated('identity').returning(),
    reference: p.text(),
    status: p.text().$type<Status>(),
    venueId: p.uuid(),
    tableIds: p.array().columnType('uuid[]'),
    labels: p.array().columnType('text[]'),
    partySize: p.integer(),
    startsAt: p.type(InstantType).$type<Temporal.Instant>(),
    endsAt: p.type(InstantType).$type<Temporal.Instant>(),
    channel: p.text().$type<Channel>(),
    customerId: p.uuid().nullable(),
    partnerId: p.uuid().nullable(),
    guest: p.json<Guest>(),
    holdExpiresAt: p.type(InstantType).$type<Temporal.Instant>().nullable(),
    version: p.integer(),
    createdAt: p.type(InstantType).$type<Temporal.Instant>(),
    updatedAt: p.type(InstantType).$type<Temporal.Instant>(),
  },
});
export type Booking = InferEntity<typeof BookingEntity>;
