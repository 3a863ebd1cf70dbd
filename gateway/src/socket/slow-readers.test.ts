import { newId } from '@constellation/kit';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { bookingEvent } from '../testing/booking-event.ts';
import { bookingFixture, domeBooking, harbourBooking } from '../testing/fixtures.ts';
import { readingsEvent } from '../testing/readings-event.ts';
import { openTestGateway } from '../testing/test-gateway.ts';

const heard = z.object({
  payload: z.object({
    data: z.object({ readingReceived: z.object({ readings: z.tuple([z.object({ value: z.number() })]) }) }),
  }),
});

/** The value of an event's only reading. */
const valueOf = (frame: unknown) => heard.parse(frame).payload.data.readingReceived.readings[0].value;

/** 32 KiB an event, so that everything the machine buffers is full after some hundreds. */
const query =
  'subscription ($mode: DeliveryMode!) { bookingStatusChanged(mode: $mode) { version bookingId booking { guest { note } } } }';
const count = 800;
const patience = { timeout: 15_000 };
const limits = { bufferedBytes: 128 * 1024, heldBack: 20, goodbyeMs: 60_000 };

const events = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    bookingEvent(index % 2 ? domeBooking : harbourBooking, from + index),
  );

test('a reader of every event who is too slow is disconnected, and others do not notice', async () => {
  await using gateway = await openTestGateway({ limits });
  await using slow = await gateway.socket();
  await using quick = await gateway.socket();
  await slow.subscribe('1', query, { mode: 'EVERY' });
  await quick.subscribe('1', query, { mode: 'EVERY' });

  slow.pause();
  const shown = [];
  while (shown.length < count) {
    if (shown.length % 10 === 0) await gateway.bus.publish('BOOKING', events(shown.length + 1, shown.length + 10));
    shown.push((await quick.data('1'))['version']);
  }
  slow.resume();

  expect(await slow.closed).toEqual({ code: 1013, reason: 'SLOW_CONSUMER' });
  expect(slow.frames.length).toBeLessThan(count);
  expect(slow.frames.some((frame) => frame.type === 'complete')).toBe(false);
  expect(shown).toEqual(Array.from({ length: count }, (_, index) => index + 1));
});

test('one who does not even read the goodbye is cut off', async () => {
  await using gateway = await openTestGateway({ limits: { ...limits, goodbyeMs: 50 } });
  await using stalled = await gateway.socket();
  await stalled.subscribe('1', query, { mode: 'EVERY' });

  stalled.pause();
  await gateway.bus.publish('BOOKING', events(1, count));
  await expect.poll(() => gateway.metric('gateway_websockets')).toBe(0);
  stalled.resume();

  expect(await stalled.closed).toMatchObject({ code: 1006 });
});

test('a slow reader of the latest skips to the newest event of each booking', async () => {
  await using gateway = await openTestGateway({ limits });
  await using slow = await gateway.socket();
  await slow.subscribe('1', query, { mode: 'LATEST' });

  slow.pause();
  await gateway.bus.publish('BOOKING', events(1, count));
  await expect.poll(() => gateway.metric('gateway_subscription_events_resolved_total')).toBe(count);
  slow.resume();

  const shown: number[] = [];
  while (shown.at(-1) !== count) shown.push(Number((await slow.data('1'))['version']));
  expect(shown.length).toBeLessThan(count);
  expect(shown).toContain(count - 1);
  expect(shown).toEqual(shown.toSorted((a, b) => a - b));
});

test('a slow reader of the latest readings skips to the newest of each metric that they asked for', async () => {
  await using gateway = await openTestGateway({ limits });
  await using slow = await gateway.socket();
  const deviceId = newId();
  const event = (version: number) => {
    const asked = version === count - 9 ? 'pressure' : 'temperature';
    const values = { [asked]: version, ...(version % 2 && { humidity: version }) };
    return readingsEvent({ deviceId, venueId: null, values }, version);
  };
  const long = 'm'.repeat(1_000);
  const padded = Array.from({ length: 40 }, (_, index) => `${long}${index}: metric`).join(' ');
  await slow.subscribe(
    '1',
    `subscription { readingReceived(metrics: ["temperature", "pressure"]) { readings { value ${padded} } } }`,
  );

  slow.pause();
  await gateway.bus.publish(
    'TELEMETRY',
    Array.from({ length: count }, (_, index) => event(index + 1)),
  );
  await expect.poll(() => gateway.metric('gateway_subscription_events_resolved_total'), patience).toBe(count);
  slow.resume();

  const shown: number[] = [];
  while (shown.at(-1) !== count) shown.push(valueOf(await slow.next('1')));
  expect(shown.length).toBeLessThan(count);
  expect(shown.slice(-2)).toEqual([count - 9, count]);
});

test('a topic that cannot keep up sends its readers away instead of losing events in silence', async () => {
  const stuck = Promise.withResolvers<void>();
  await using gateway = await openTestGateway({
    booking: bookingFixture({ [domeBooking.id]: stuck.promise }),
    limits: { waitingEvents: 5 },
  });
  await using client = await gateway.socket();
  await client.subscribe('1', query, { mode: 'EVERY' });

  await gateway.bus.publish(
    'BOOKING',
    Array.from({ length: 6 }, (_, index) => bookingEvent(domeBooking, index + 1)),
  );

  expect(await client.closed).toEqual({ code: 1013, reason: 'SLOW_CONSUMER' });
  stuck.resolve();
});
