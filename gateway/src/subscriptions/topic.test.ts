import { readFile } from 'node:fs/promises';
import { Supergraph } from '@apollo/federation-internals';
import { openLog, openMetrics } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { supergraphPath } from '@constellation/schema';
import { expect, test } from 'vitest';
import { defaultLimits } from '../limits/limits.ts';
import { bookingEvent } from '../testing/booking-event.ts';
import { domeBooking } from '../testing/fixtures.ts';
import { MemoryBus } from '../testing/memory-bus.ts';
import { openSubscriptions } from './open-subscriptions.ts';

const supergraph = await readFile(supergraphPath, 'utf8');
const schema = Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema();

test('a subscriber that breaks is ended, and the others get this event and the next', async () => {
  const bus = new MemoryBus();
  const logged: string[] = [];
  const log = openLog({ name: 'test', level: 'error', destination: { write: (line) => void logged.push(line) } });
  const subscriptions = openSubscriptions({ sources: {}, limits: defaultLimits, log, metrics: openMetrics() });
  subscriptions.use({ schema, supergraph, authorise: () => undefined });
  await using _reading = await subscriptions.start(bus);
  const query = 'subscription { bookingStatusChanged { version } }';
  const bound = subscriptions.bind({ query, operationName: undefined, variables: {} }, administrator);
  const told: string[] = [];
  const sound = { deliver: () => void told.push('event'), room: async () => {}, overtaken: () => {}, fail: () => {} };
  const broken = {
    ...sound,
    deliver: () => {
      throw new Error('No socket');
    },
    fail: () => void told.push('ended'),
  };

  using _broken = subscriptions.attach(bound, administrator, broken);
  using _sound = subscriptions.attach(bound, administrator, sound);
  await bus.publish('BOOKING', [bookingEvent(domeBooking, 1), bookingEvent(domeBooking, 2)]);
  await expect.poll(() => told).toEqual(['ended', 'event', 'event']);

  expect(logged.join()).toContain('No socket');
});
