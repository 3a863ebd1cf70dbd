import { expect, test } from 'vitest';
import { farewell } from './farewell.ts';
import type { Status } from './lifecycle.ts';

const at = Temporal.Instant.from('2026-05-01T17:30:00Z');
const later = at.add({ minutes: 1 });

test.each<[status: Status, command: string | undefined]>([
  ['REQUESTED', 'cancel'],
  ['HELD', 'cancel'],
  ['PENDING_PAYMENT', 'cancel'],
  ['CONFIRMED', 'cancel'],
  ['SEATED', undefined],
  ['FINISHED', undefined],
  ['NO_SHOW', undefined],
  ['CANCELLED', undefined],
  ['EXPIRED', undefined],
  ['REJECTED', undefined],
])('of what is to come, %s is answered by %s', (status, command) => {
  expect(farewell({ status, startsAt: later, lapsesAt: null }, at)).toBe(command);
});

test('a booking whose time has come stays as it is', () => {
  expect(farewell({ status: 'CONFIRMED', startsAt: at, lapsesAt: null }, at)).toBeUndefined();
});

test('a hold or a request that has lapsed has lapsed', () => {
  for (const status of ['HELD', 'REQUESTED'] as const)
    expect(farewell({ status, startsAt: later, lapsesAt: at }, at)).toBe('lapse');
});
