import { newId, streamCursor } from '@constellation/kit';
import { expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { bookingFixture, dome, domeBooking, harbourBooking } from '../testing/fixtures.ts';
import { openTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import type { TestSocket } from '../testing/test-socket.ts';

const query = `subscription ($after: Cursor, $bookingId: ID, $venueId: ID) {
  bookingStatusChanged(after: $after, bookingId: $bookingId, venueId: $venueId) { cursor version bookingId }
}`;

const withBooking = query.replace('bookingId }', 'bookingId booking { reference } }');

const cursorAt = (sequence: number) => streamCursor({ stream: 'BOOKING', epoch: 'the first', sequence });
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Publishes versions of one booking. */
const publish = ({ bus }: TestGateway, from: number, to: number) =>
  bus.publish(
    'BOOKING',
    numbers(from, to).map((version) => bookingEvent(domeBooking, version)),
  );

async function versionsOf(client: TestSocket, count: number, id = '1'): Promise<unknown[]> {
  const versions = [];
  while (versions.length < count) versions.push((await client.data(id))['version']);
  return versions;
}

test('a cursor gives what came behind it, in order, then what comes', async () => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();
  await publish(gateway, 1, 100);

  await client.subscribe('1', query, { after: cursorAt(40) });
  const past = await versionsOf(client, 60);
  await publish(gateway, 101, 103);

  expect(past).toEqual(numbers(41, 100));
  expect(await versionsOf(client, 3)).toEqual([101, 102, 103]);
});

test('one who comes back again and again with the last cursor misses nothing and gets nothing twice', async () => {
  await using gateway = await openTestGateway();
  const count = 600;
  await publish(gateway, 1, 1);
  const publishing = (async () => {
    for (let version = 2; version <= count; version += 3) {
      await publish(gateway, version, Math.min(version + 2, count));
      await new Promise(setImmediate);
    }
  })();

  const seen: unknown[] = [];
  let after = cursorAt(0);
  while (seen.length < count) {
    await using client = await gateway.socket();
    await client.subscribe('1', query, { after });
    for (let turn = 0; turn < 37 && seen.length < count; turn += 1) {
      const { cursor, version } = await client.data('1');
      seen.push(version);
      after = String(cursor);
    }
  }
  await publishing;

  expect(seen).toEqual(numbers(1, count));
});

test('what comes live meanwhile waits for the past', async () => {
  const held = Promise.withResolvers<void>();
  await using gateway = await openTestGateway({ booking: bookingFixture({ [domeBooking.id]: held.promise }) });
  await using client = await gateway.socket();
  await publish(gateway, 1, 5);
  await client.subscribe('1', withBooking, {
    after: cursorAt(2),
  });
  await expect.poll(() => gateway.booking.calls.length).toBeGreaterThan(0);
  await publish(gateway, 6, 8);
  held.resolve();

  expect(await versionsOf(client, 6)).toEqual([3, 4, 5, 6, 7, 8]);
});

test('the arguments choose among the past as they do among what is live', async () => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();
  await gateway.bus.publish(
    'BOOKING',
    numbers(1, 6).map((version) => bookingEvent(version % 2 ? domeBooking : harbourBooking, version)),
  );

  await client.subscribe('1', query, { after: cursorAt(0), bookingId: domeBooking.id });
  await client.subscribe('2', query, { after: cursorAt(0), venueId: dome.id });
  await client.subscribe('3', query, { after: cursorAt(0), bookingId: newId() });
  await client.subscribe('4', query, { after: cursorAt(0), bookingId: '>' });

  expect(await versionsOf(client, 3)).toEqual([1, 3, 5]);
  expect(await versionsOf(client, 3, '2')).toEqual([1, 3, 5]);
  expect(client.frames).toEqual([]);
});

test('an interruption of the reading loses nothing and doubles nothing', async () => {
  const held = Promise.withResolvers<void>();
  await using gateway = await openTestGateway({
    booking: bookingFixture({ [domeBooking.id]: held.promise }),
    limits: { concurrentEvents: 1 },
  });
  await using client = await gateway.socket();
  await publish(gateway, 1, 50);

  await client.subscribe('1', withBooking, {
    after: cursorAt(0),
  });
  await expect.poll(() => gateway.booking.calls.length).toBeGreaterThan(0);
  gateway.bus.breakOff();
  held.resolve();

  expect(await versionsOf(client, 50)).toEqual(numbers(1, 50));
});

test.each([
  ['made up', 'bm9uZQ', 'BAD_USER_INPUT'],
  ['of another stream', streamCursor({ stream: 'VENUE_STATE', epoch: 'the first', sequence: 1 }), 'BAD_USER_INPUT'],
  ['of events that are gone', cursorAt(3), 'CURSOR_EXPIRED'],
  ['of an event that never was', cursorAt(21), 'CURSOR_EXPIRED'],
  ['of a lost beginning', streamCursor({ stream: 'BOOKING', epoch: 'lost', sequence: 7 }), 'CURSOR_EXPIRED'],
])('a cursor %s is refused', async (_, after, code) => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();
  await publish(gateway, 1, 20);
  gateway.bus.forget(4);

  await client.subscribe('1', query, { after });

  expect(await client.next('1')).toMatchObject({ type: 'error', payload: [{ extensions: { code } }] });
});

test('a cursor right before the oldest event, and one at the newest, have missed nothing', async () => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();
  await publish(gateway, 1, 20);
  gateway.bus.forget(18);

  await client.subscribe('1', query, { after: cursorAt(18) });
  await client.subscribe('2', query, { after: cursorAt(20) });
  await publish(gateway, 21, 21);

  expect(await versionsOf(client, 3)).toEqual([19, 20, 21]);
  expect(await versionsOf(client, 1, '2')).toEqual([21]);
});

test('when the stream is begun anew, subscriptions end, old cursors lead nowhere, and new subscriptions go on', async () => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();
  await client.subscribe('1', query);
  await publish(gateway, 1, 3);
  expect(await versionsOf(client, 3)).toEqual([1, 2, 3]);

  gateway.bus.loseEverything();
  const ended = await client.next('1');
  await client.subscribe('2', query, { after: cursorAt(3) });
  const refused = await client.next('2');
  await client.subscribe('3', query);
  await publish(gateway, 4, 5);

  const expired = { type: 'error', payload: [{ extensions: { code: 'CURSOR_EXPIRED' } }] };
  expect(ended).toMatchObject(expired);
  expect(refused).toMatchObject(expired);
  expect(await versionsOf(client, 2, '3')).toEqual([4, 5]);
});
