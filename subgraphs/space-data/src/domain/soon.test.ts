import { expect, test } from 'vitest';
import { at } from '../testing/instants.ts';
import { isSoon, searchedAround } from './soon.ts';

const pass = { visibleFrom: at('2026-10-10T19:20:00Z'), visibleTo: at('2026-10-10T19:24:00Z') };

test.each([
  ['a moment too early', '2026-10-10T19:09:59.999Z', false],
  ['ten minutes before', '2026-10-10T19:10:00Z', true],
  ['while it is seen', '2026-10-10T19:23:59.999Z', true],
  ['when it is gone', '2026-10-10T19:24:00Z', false],
])('a pass is told of from ten minutes before it can be seen until it is gone: %s', (_when, now, isTold) => {
  expect(isSoon(pass, at(now))).toBe(isTold);
});

test.each(['2026-10-10T19:00:00Z', '2026-10-10T19:30:00Z', '2026-10-10T19:59:59.999Z'])(
  'what is searched is the same for a whole hour, and holds what is told of at %s',
  (now) => {
    const { from, to } = searchedAround(at(now));

    expect([from, to]).toEqual([at('2026-10-10T19:00:00Z'), at('2026-10-10T20:10:00Z')]);
    const [gone, next] = [at(now), at(now).add({ minutes: 10 })];
    expect([Temporal.Instant.compare(from, gone), Temporal.Instant.compare(next, to)]).not.toContain(1);
  },
);
