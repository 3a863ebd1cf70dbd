import { expect, test } from 'vitest';
import { at } from '../testing/instants.ts';
import { upcomingUntil } from './launch.ts';

test.each([
  ['Second', '2026-12-01T20:00:00Z', '2026-12-02T02:00:00Z'],
  ['Minute', '2026-12-01T20:00:00Z', '2026-12-02T02:00:00Z'],
  ['Hour', '2026-12-01T20:00:00Z', '2026-12-02T02:00:00Z'],
  ['Day', '2026-12-01T00:00:00Z', '2026-12-02T06:00:00Z'],
  ['Month', '2026-12-31T00:00:00Z', '2027-01-01T06:00:00Z'],
  ['Something New', '2026-12-31T00:00:00Z', '2027-01-01T06:00:00Z'],
  [undefined, '2026-12-31T00:00:00Z', '2027-01-01T06:00:00Z'],
])('with the precision %s a launch not before %s is to come until %s', (netPrecision, net, until) => {
  expect(upcomingUntil({ net: at(net), netPrecision })).toEqual(at(until));
});
