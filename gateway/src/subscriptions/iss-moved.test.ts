import { anonymousPrincipal } from '@constellation/kit';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { bookingEvent } from '../testing/booking-event.ts';
import { domeBooking } from '../testing/fixtures.ts';
import { somebody } from '../testing/people.ts';
import { issEvent } from '../testing/space-events.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import type { Frame } from '../testing/test-socket.ts';

const authenticate = async ({ authorization }: { authorization: string | undefined }) =>
  authorization === undefined ? anonymousPrincipal : somebody('bookings:read');

const event = z.object({ data: z.object({ issMoved: z.object({ at: z.string() }) }) });

/** The second at which the station was where a frame says. */
const secondOf = ({ payload }: Frame) =>
  Temporal.Instant.from(event.parse(payload).data.issMoved.at).epochMilliseconds / 1000;

test('anybody hears where it is, and however many ask for the same it is worked out once', async () => {
  await using gateway = await openTestGateway({ authenticate });
  await using visitor = await gateway.socket();
  await using one = await gateway.socket('one');
  await using other = await gateway.socket('other');
  const everybody = [visitor, one, other];
  const query = 'subscription { issMoved { at latitude longitude altitude velocity } }';
  for (const client of everybody) await client.subscribe('1', query);
  await vi.waitUntil(() => gateway.bus.subjects.length === 1);

  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 1)]);
  await gateway.bus.publish('SPACE_NOW', [issEvent(60), issEvent(61)]);
  await vi.waitUntil(() => everybody.every(({ frames }) => frames.length === 2));

  const data = { issMoved: { ...data60, at: '1970-01-01T00:01:00Z' } };
  for (const { frames } of everybody) expect(frames[0]?.payload).toEqual({ data });
  expect(await gateway.metric('gateway_subscription_topics')).toBe(1);
  expect(await gateway.metric('gateway_subscription_events_resolved_total')).toBe(2);
});

const data60 = { latitude: 60, longitude: 0, altitude: 420, velocity: 27_600 };

test('it is read while somebody listens, and by nobody else', async () => {
  await using gateway = await openTestGateway({ authenticate });
  await using client = await gateway.socket();
  const before = [...gateway.bus.subjects];

  await client.subscribe('1', 'subscription { issMoved { at } }');
  await vi.waitUntil(() => gateway.bus.subjects.length === 1);
  const during = [...gateway.bus.subjects];
  client.send({ type: 'complete', id: '1' });
  await vi.waitUntil(() => gateway.bus.subjects.length === 0);

  expect([before, during]).toEqual([[], ['space.iss']]);
});

test('who reads slowly skips to the newest, and is not disconnected', async () => {
  const limits = { bufferedBytes: 64 * 1024, heldBack: 3, goodbyeMs: 60_000 };
  await using gateway = await openTestGateway({ authenticate, limits });
  await using slow = await gateway.socket();
  const padding = Array.from({ length: 40 }, (_, index) => `${'a'.repeat(1_000)}${index}: at`).join(' ');
  await slow.subscribe('1', `subscription { issMoved { at ${padding} } }`);
  await vi.waitUntil(() => gateway.bus.subjects.length === 1);
  const count = 600;

  slow.pause();
  for (let from = 1; from <= count; from += 100) {
    await gateway.bus.publish(
      'SPACE_NOW',
      Array.from({ length: 100 }, (_, index) => issEvent(from + index)),
    );
    await expect
      .poll(() => gateway.metric('gateway_subscription_events_resolved_total'), { timeout: 15_000 })
      .toBe(from + 99);
  }
  slow.resume();

  const shown: number[] = [];
  while (shown.at(-1) !== count) shown.push(secondOf(await slow.next('1')));
  expect(shown.length).toBeLessThan(count);
  expect(shown).toEqual(shown.toSorted((a, b) => a - b));
});
