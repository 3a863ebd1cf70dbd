import { streamCursor } from '@constellation/kit';
import { expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { domeBooking } from '../testing/fixtures.ts';
import { openTestGateway, type TestGateway } from '../testing/test-gateway.ts';

/** 32 KiB an event. */
const query =
  'subscription ($after: Cursor) { bookingStatusChanged(after: $after) { version booking { guest { note } } } }';
const after = streamCursor({ stream: 'BOOKING', epoch: 'the first', sequence: 0 });
const count = 400;

const publishAll = ({ bus }: TestGateway) =>
  bus.publish(
    'BOOKING',
    Array.from({ length: count }, (_, index) => bookingEvent(domeBooking, index + 1)),
  );

test('the past comes no faster than it is read: it costs no slow reader its socket', async () => {
  await using gateway = await openTestGateway({ limits: { bufferedBytes: 128 * 1024, heldBack: 20 } });
  await using slow = await gateway.socket();
  await publishAll(gateway);

  await slow.subscribe('1', query, { after });
  slow.pause();
  await gateway.post('{ venues(first: 1) { edges { node { id } } } }');
  slow.resume();

  for (let version = 1; version <= count; version += 1) expect((await slow.data('1'))['version']).toBe(version);
});

test('those who resume take turns, and one who leaves lets the next one go on', async () => {
  await using gateway = await openTestGateway({ limits: { bufferedBytes: 128 * 1024, replays: 1 } });
  await using patient = await gateway.socket();
  await publishAll(gateway);
  {
    await using stalled = await gateway.socket();
    await stalled.subscribe('1', query, { after });
    await stalled.data('1');
    stalled.pause();
    await patient.subscribe('1', query, { after });
    await patient.subscribe('2', query, { after });
    patient.send({ type: 'complete', id: '2' });
    await patient.settle();
  }

  for (let version = 1; version <= count; version += 1) expect((await patient.data('1'))['version']).toBe(version);
});
