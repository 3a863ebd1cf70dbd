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
  change: z.enum(['STATUS', 'RESCHEDULED', 'HOLD_EXTENDED', 'ATTENTION']),
  from: status.nullable().describe('Null for a new booking.'),
  to: status,
  reason: code.nullable().describe('Such as HOLD_LAPSED, or why a request was refused.'),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  tableIds: z.array(z.uuid()).describe('None while it is only requested.'),
  partySize: z.int().positive(),
  attention: z.array(code).default([]).describe('Why staff should look at it.'),
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

/** A table was asked for; nothing is held yet. */
export const bookingRequested = bookingEvent('booking.requested', 'A table was asked for; nothing is held yet.');

/** Tables are held for a party until `holdExpiresAt`. */
export const bookingHeld = bookingEvent('booking.held', 'Tables are held until `holdExpiresAt`.');

/** The hold lasts longer. */
export const bookingHoldExtended = bookingEvent(
  'booking.hold_extended',
  'The hold lasts until the new `holdExpiresAt`.',
);

/** The hold became a booking. */
export const bookingConfirmed = bookingEvent('booking.confirmed', 'The hold became a booking.');

/** The booking has another time, party size or place; the old one is free. */
export const bookingRescheduled = bookingEvent(
  'booking.rescheduled',
  'Another time, party size or place; what it no longer needs is free again.',
);

/** The reasons why staff should look at the booking are others now. */
export const bookingAttentionChanged = bookingEvent(
  'booking.attention_changed',
  'Why staff should look at it has changed; `attention` is all there is to see to.',
);

/** The party is there. */
export const bookingSeated = bookingEvent('booking.seated', 'The party is there.');

/** The party has left and its place is free. */
export const bookingFinished = bookingEvent('booking.finished', 'The party has left; the place is free again.');

/** The party did not come and its place is free. */
export const bookingNoShow = bookingEvent('booking.no_show', 'The party did not come; the place is free again.');

/** The venue declined the request. */
export const bookingRejected = bookingEvent('booking.rejected', 'The request was declined.');

/** The booking was called off and its place is free. */
export const bookingCancelled = bookingEvent('booking.cancelled', 'Called off; the place is free again.');

/** The hold or the request lapsed before it became a booking. */
export const bookingExpired = bookingEvent('booking.expired', 'The hold or request lapsed; the place is free again.');

/** All that can happen to a booking. */
export const bookingEvents = [
  bookingRequested,
  bookingHeld,
  bookingHoldExtended,
  bookingConfirmed,
  bookingRescheduled,
  bookingAttentionChanged,
  bookingSeated,
  bookingFinished,
  bookingNoShow,
  bookingRejected,
  bookingCancelled,
  bookingExpired,
] as const;

const snapshot = data.pick({
  bookingId: true,
  venueId: true,
  partnerId: true,
  customerId: true,
  startsAt: true,
  endsAt: true,
  tableIds: true,
  partySize: true,
});

/** A booking changed; the newest snapshot stands for all before it. The one with `over` is a booking's last. */
export const bookingSnapshot = defineEvent({
  type: 'booking.snapshot',
  stream: 'BOOKING_STATE',
  address: 'booking.snapshot.{venueId}.{bookingId}',
  source: '/subgraphs/booking',
  description: 'A booking as it is now: what a projection of bookings to come needs. Forgotten 30 days after its end.',
  data: snapshot.extend({
    status,
    over: z.boolean().describe('Whether it has its place no more.'),
  }),
});
