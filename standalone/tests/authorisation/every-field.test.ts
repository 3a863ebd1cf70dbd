import { readFileSync } from 'node:fs';
import { rightsIn, supergraphPath } from '@constellation/schema';
import { expect, test } from 'vitest';
import { accountAttempts } from '../fixtures/attempts/accounts.ts';
import { bookingAttempts } from '../fixtures/attempts/bookings.ts';
import { deviceAttempts } from '../fixtures/attempts/devices.ts';
import { partnerAttempts } from '../fixtures/attempts/partners.ts';
import { skyAttempts } from '../fixtures/attempts/sky.ts';
import { venueAttempts } from '../fixtures/attempts/venues.ts';

/** What the tables have a line for, as each has one for every attempt; and what `listeners.test.ts`, `readings.test.ts` and `live-sky.test.ts` listen to. */
const tried = [accountAttempts, bookingAttempts, deviceAttempts, partnerAttempts, skyAttempts, venueAttempts].flatMap(
  Object.keys,
);
const listenedTo = ['bookingStatusChanged', 'readingReceived', 'issMoved', 'visiblePassSoon'];

const advice = `is published, and no table says whom it is for: add an attempt to standalone/tests/fixtures/attempts and a line
to the table in standalone/tests/authorisation, or people who listen to standalone/tests/listeners.test.ts, readings.test.ts or live-sky.test.ts`;

const published = [...rightsIn(readFileSync(supergraphPath, 'utf8')).keys()]
  .map((coordinate) => coordinate.split('.'))
  .filter(([type = '']) => ['Query', 'Mutation', 'Subscription'].includes(type));

test.each(published)('%s.%s is in a table of who may do what', (type, field) => {
  const known = type === 'Subscription' ? listenedTo : tried;

  expect(known, `${type}.${field} ${advice}`).toContain(field);
});
