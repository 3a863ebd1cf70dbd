import { expect, test } from 'vitest';
import { nameComplaints } from './names.ts';

test.for([
  'kit/src/bus/bus.ts',
  'subgraphs/booking/src/data/migrations/0001-bookings.ts',
  'subgraphs/booking/src/data/booking.entity.ts',
  'kit/src/bus/postgres.contract.test.ts',
  'vitest.config.ts',
])('%s is well named', (path) => {
  expect(nameComplaints(path)).toEqual([]);
});

test.for([
  ['kit/src/utils/bus.ts', 'utils'],
  ['kit/src/types.ts', 'types'],
  ['kit/lib/bus.ts', 'lib'],
  ['kit/src/keyValue.ts', 'keyValue'],
  ['kit/src/key_value.ts', 'key_value'],
] as const)('%s is refused for “%s”', ([path, name]) => {
  expect(nameComplaints(path)).toEqual([expect.stringContaining(`“${name}”`)]);
});
