import { anonymousPrincipal, newId, streamCursor } from '@constellation/kit';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { bookingEvent } from '../testing/booking-event.ts';
import { dome, domeBooking, harbour } from '../testing/fixtures.ts';
import { issEvent, passEvent } from '../testing/space-events.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import type { TestSocket } from '../testing/test-socket.ts';
import { visiblePassSoon } from './visible-pass-soon.ts';

const authenticate = async () => anonymousPrincipal;

const query = `subscription ($venueId: ID!, $after: Cursor) {
  visiblePassSoon(venueId: $venueId, after: $after) { cursor rise culmination set maxElevation venue { name } }
}`;

const event = z.object({
  data: z.object({ visiblePassSoon: z.looseObject({ cursor: z.string(), maxElevation: z.number() }) }),
});

const heardBy = ({ frames }: TestSocket) => frames.map(({ payload }) => event.parse(payload).data.visiblePassSoon);
/** Elevations stand for passes. */
const passesOf = (client: TestSocket) => heardBy(client).map(({ maxElevation }) => maxElevation);

test('a visitor hears of the passes above the venue that they name, with the venue, and of no other', async () => {
  await using gateway = await openTestGateway({ authenticate });
  await using client = await gateway.socket();
  await using elsewhere = await gateway.socket();
  await client.subscribe('1', query, { venueId: dome.id });
  await elsewhere.subscribe('1', query, { venueId: newId() });
  await elsewhere.subscribe('2', query, { venueId: '*' });

  await gateway.bus.publish('SPACE', [
    bookingEvent(domeBooking, 1),
    issEvent(60),
    passEvent(harbour.id, 30),
    passEvent(dome.id, 40),
  ]);
  await vi.waitUntil(() => client.frames.length > 0);
  await Promise.all([client.settle(), elsewhere.settle()]);

  expect(heardBy(client)).toEqual([
    {
      cursor: streamCursor({ stream: 'SPACE', epoch: 'the first', sequence: 4 }),
      rise: '2030-06-01T21:00:00Z',
      culmination: '2030-06-01T21:03:00Z',
      set: '2030-06-01T21:06:00Z',
      maxElevation: 40,
      venue: { name: 'The Dome' },
    },
  ]);
  expect(elsewhere.frames).toEqual([]);
});

test('who was away hears what came behind the cursor, once and in order, then what comes', async () => {
  await using gateway = await openTestGateway({ authenticate });
  await using client = await gateway.socket();
  const sent = [10, 20, 30].flatMap((version) => [passEvent(dome.id, version), passEvent(harbour.id, version + 1)]);
  await gateway.bus.publish('SPACE', sent);

  const after = streamCursor({ stream: 'SPACE', epoch: 'the first', sequence: 1 });
  await client.subscribe('1', query, { venueId: dome.id, after });
  await vi.waitUntil(() => client.frames.length === 2);
  await gateway.bus.publish('SPACE', [passEvent(dome.id, 40)]);
  await vi.waitUntil(() => client.frames.length === 3);

  expect(passesOf(client)).toEqual([20, 30, 40]);
});

test.each([
  ['of another stream', { stream: 'BOOKING', epoch: 'the first', sequence: 3 }, 'BAD_USER_INPUT'],
  ['behind which events are gone', { stream: 'SPACE', epoch: 'the first', sequence: 1 }, 'CURSOR_EXPIRED'],
  ['of a stream that was begun anew', { stream: 'SPACE', epoch: 'lost', sequence: 3 }, 'CURSOR_EXPIRED'],
])('a cursor %s is refused', async (_, place, code) => {
  await using gateway = await openTestGateway({ authenticate });
  await using client = await gateway.socket();
  await gateway.bus.publish(
    'SPACE',
    [10, 20, 30].map((version) => passEvent(dome.id, version)),
  );
  gateway.bus.forget(2);

  await client.subscribe('1', query, { venueId: dome.id, after: streamCursor(place) });

  expect(await client.next('1')).toMatchObject({ type: 'error', payload: [{ extensions: { code } }] });
});

test('of the past only what is above the venue is read', () => {
  const subjectOf = (venueId: string) => visiblePassSoon.subject({ venueId }, anonymousPrincipal);

  expect(subjectOf(dome.id)).toBe(`space.pass.${dome.id}`);
  expect(subjectOf('>')).toBe('space.pass.none');
});
