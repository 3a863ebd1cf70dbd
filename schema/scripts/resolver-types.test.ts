import { expect, test } from 'vitest';
import { resolverTypes } from './resolver-types.ts';

test('scalars, enumerations and entities have precise types', async () => {
  const source = await resolverTypes('booking');

  expect(source).toContain('DateTime: { input: Temporal.Instant; output: Temporal.Instant | string; }');
  expect(source).toContain('JSON: { input: unknown; output: unknown; }');
  expect(source).toMatch(/\| 'HELD'$/m);
  expect(source).toContain("import type { Booking as BookingEntity } from '../data/booking.entity.ts';");
  expect(source).toContain('Booking: ResolverTypeWrapper<BookingEntity>;');
});

test('every import is of types and works without a build step', async () => {
  const source = await resolverTypes('venue');

  const imports = source.match(/^import .*$/gm) ?? [];

  expect(imports.length).toBeGreaterThan(0);
  for (const line of imports) expect(line).toMatch(/^import type .* from '([^.].*|\..*\.ts)';$/);
});
