import { expect, test } from 'vitest';
import type { CloudEvent } from '../cloud-event.ts';
import { type BookingChangeData, bookingHeld } from './booking.ts';
import { parseEvent } from './event-contract.ts';

const held: BookingChangeData = {
  bookingId: '01900000-0000-7000-8000-00000000000b',
  venueId: '01900000-0000-7000-8000-00000000000a',
  partnerId: null,
  customerId: null,
  change: 'STATUS',
  from: null,
  to: 'HELD',
  reason: null,
  startsAt: '2026-05-01T17:30:00Z',
  endsAt: '2026-05-01T19:00:00Z',
  tableIds: ['01900000-0000-7000-8000-00000000000c'],
  partySize: 2,
  attention: [],
  holdExpiresAt: '2026-04-01T12:00:00.123456Z',
};

const event: CloudEvent = {
  specversion: '1.0',
  id: '01900000-0000-7000-8000-000000000001',
  source: '/subgraphs/booking',
  type: 'booking.held',
  subject: held.bookingId,
  time: '2026-04-01T11:50:00Z',
  datacontenttype: 'application/json',
  version: 1,
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  data: held,
};

test('an event that keeps its contract is read as it is', () => {
  expect(parseEvent(bookingHeld, event)).toEqual(event);
});

test('an event without a trace is fine', () => {
  const { traceparent: _, ...untraced } = event;

  expect(parseEvent(bookingHeld, untraced)).toEqual(untraced);
});

test('what a newer producer adds is dropped', () => {
  const newer = { ...event, data: { ...held, colour: 'green' } };

  expect(parseEvent(bookingHeld, newer).data).toEqual(held);
});

test('an event that breaks its contract is refused with its name and the property', () => {
  const broken = { ...event, data: { ...held, partySize: 0 } };

  expect(() => parseEvent(bookingHeld, broken)).toThrow(/booking\.held[^]*data\.partySize/);
  expect(() => parseEvent(bookingHeld, { ...event, version: 0 })).toThrow(/booking\.held[^]*version/);
});

test('an event of another type is refused', () => {
  expect(() => parseEvent(bookingHeld, { ...event, type: 'booking.expired' })).toThrow(/type/);
});

test('a subject is made of the data, with a dash for what there is none of', () => {
  const partnerId = '01900000-0000-7000-8000-00000000000d';

  expect(bookingHeld.subject(held.bookingId, held)).toBe(`booking.changed.-.${held.venueId}.${held.bookingId}`);
  expect(bookingHeld.subject(held.bookingId, { ...held, partnerId })).toBe(
    `booking.changed.${partnerId}.${held.venueId}.${held.bookingId}`,
  );
});
