import { expect, test } from 'vitest';
import { stayUntil } from './leaving.ts';

const startsAt = Temporal.Instant.from('2026-05-01T18:00:00Z');
const after = (minutes: number) => startsAt.add({ microseconds: Math.round(minutes * 60_000_000) });
const microsecond = 1 / 60_000_000;

test.each<[what: string, seated: number, left: number, start: number, end: number]>([
  ['leaves during its stay', 0, 50, 0, 50],
  ['overstays', 5, 500, 0, 500],
  ['was seated early', -120, 50, 0, 50],
  ['stays for a day', 0, 24 * 60, 0, 24 * 60],
  ['stays for longer than anybody', 0, 24 * 60 + microsecond, 0, 24 * 60],
  ['leaves a moment behind its start', -120, microsecond, 0, microsecond],
  ['leaves before its time', -120, -30, -120, -30],
  ['leaves right at its time', -120, 0, -120, 0],
  ['leaves at once', 0, 0, 0, microsecond],
  ['leaves at once before its time', -120, -120, -120, -120 + microsecond],
  ['leaves before it was seated, by a clock that was set back', 20, -10, 0, microsecond],
])('the stay of a party that %s', (_, seated, left, start, end) => {
  expect(stayUntil(after(left), { startsAt, seatedAt: after(seated) })).toEqual({
    start: after(start),
    end: after(end),
  });
});
