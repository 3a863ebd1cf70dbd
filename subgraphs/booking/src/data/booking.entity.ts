import { InstantType } from '@constellation/kit';
import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { AttentionReason } from '../domain/attention.ts';
import type { Status } from '../domain/lifecycle.ts';
import type { Money } from '../domain/money.ts';
import type { Guest } from '../domain/request.ts';

/** How a booking came in. */
export type Channel = 'CUSTOMER' | 'STAFF' | 'PARTNER' | 'WALK_IN';

/** A party's claim on a place, from its hold to its end. */
export const BookingEntity = defineEntity({
  name: 'Booking',
  tableName: 'bookings',
  properties: {
    id: p.uuid().primary(),
    serial: p.bigint('number').autoincrement().generated('identity').returning(),
    reference: p.text(),
    status: p.text().$type<Status>(),
    venueId: p.uuid(),
    tableIds: p.array().columnType('uuid[]'),
    labels: p.array().columnType('text[]'),
    partySize: p.integer(),
    startsAt: p.type(InstantType).$type<Temporal.Instant>(),
    endsAt: p.type(InstantType).$type<Temporal.Instant>(),
    /** The zone of the venue's clock that its start was read off. */
    timeZone: p.text(),
    channel: p.text().$type<Channel>(),
    customerId: p.uuid().nullable(),
    partnerId: p.uuid().nullable(),
    /** Null for a walk-in without a name. */
    guest: p.json<Guest>().strictNullable(),
    /** The tables that a request names; null for any. */
    wishedTableIds: p.array().columnType('uuid[]').strictNullable(),
    /** What is to be paid before it is confirmed; null for nothing. */
    total: p.json<Money>().strictNullable(),
    attention: p.array().columnType('text[]').$type<AttentionReason[]>(),
    /** When the hold began. */
    heldAt: p.type(InstantType).$type<Temporal.Instant>().strictNullable(),
    /** The end of a hold, or of a request that nobody answers. */
    lapsesAt: p.type(InstantType).$type<Temporal.Instant>().strictNullable(),
    version: p.integer(),
    createdAt: p.type(InstantType).$type<Temporal.Instant>(),
    updatedAt: p.type(InstantType).$type<Temporal.Instant>(),
  },
});
export type Booking = InferEntity<typeof BookingEntity>;
