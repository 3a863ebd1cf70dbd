import { z } from 'zod';
import { code } from './codes.ts';
import { defineEvent } from './event-contract.ts';

const status = z.enum([
  'REQUESTED',
  'HELD',
  'PENDING_PAYMENT',
  'CONFIRMED',
  'SEATED',
  'FINISHED',
  'CANCELLED',
  'EXPIRED',
  'NO_SHOW',
  'REJECTED',
]);

const data = z.object({
  bookingId: z.uuid(),
  venueId: z.uuid(),
  partnerId: z.uuid().nullable(),
  customerId: z.uuid().nullable(),
  change: z.literal('STATUS'),
  from: status.nullable().describe('Null for a new booking.'),
  to: status,
  reason: code.nullable().describe('Such as HOLD_LAPSED.'),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  tableIds: z.array(z.uuid()),
  partySize: z.int().positive(),
  holdExpiresAt: z.iso.datetime().nullable().describe('Null once confirmed or ended.'),
});

/** What every booking event carries: the change and the booking after it. */
export type BookingChangeData = z.infer<typeof data>;

const bookingEvent = <const Type extends `booking.${string}`>(type: Type, description: string) =>
  defineEvent({
    type,
    stream: 'BOOKING',
    address: 'booking.changed.{partnerId}.{venueId}.{bookingId}',
    source: '/subgraphs/booking',
    description,
    data,
  });

/** Tables are held for a party until `holdExpiresAt`. */
export const bookingHeld = bookingEvent('booking.held', 'Tables are held until `holdExpiresAt`.');

/** The hold became a booking. */
export const bookingConfirmed = bookingEvent('booking.confirmed', 'The hold became a booking.');

/** The booking was called off and its place is free. */
export const bookingCancelled = bookingEvent('booking.cancelled', 'Called off; the place is free again.');

/** The hold lapsed before it was confirmed. */
export const bookingExpired = bookingEvent('booking.expired', 'The hold lapsed; the place is free again.');

/** All that can happen to a booking. */
export const bookingEvents = [bookingHeld, bookingConfirmed, bookingCancelled, bookingExpired] as const;
