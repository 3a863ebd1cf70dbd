import { expect, test } from 'vitest';
import { readWrittenInstant } from './written-instant.ts';

test.for([
  ['2025-01-31', '2025-01-31T00:00:00Z'],
  ['2025-01-31 08:00:00', '2025-01-31T08:00:00Z'],
  ['2025-01-31 08:00:00.123456', '2025-01-31T08:00:00.123456Z'],
  ['2025-01-31T08:00:00.123456789Z', '2025-01-31T08:00:00.123456789Z'],
  ['2025-01-31 08:00:00.5+03', '2025-01-31T05:00:00.5Z'],
  ['2025-01-31T08:00:00-02:30', '2025-01-31T10:30:00Z'],
  ['2025-02-30', undefined],
  ['2025-01-31 25:00', undefined],
  ['31.01.2025', undefined],
  ['', undefined],
])('what another system writes as %s is %s', ([text = '', instant]) => {
  expect(readWrittenInstant(text)?.toString()).toBe(instant);
});
