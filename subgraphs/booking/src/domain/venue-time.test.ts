import { Refusal } from '@constellation/kit/refusal';
import { expect, test } from 'vitest';
import { instantAt } from './venue-time.ts';

const path = ['input', 'startsAt'];
const onTheClock = (local: string, timeZone: string) =>
  instantAt({ local: Temporal.PlainDateTime.from(local) }, timeZone, path);

function refusalOf(attempt: () => unknown): Refusal {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

test.each([
  ['Europe/Berlin', '2026-07-01T19:30', '2026-07-01T17:30:00Z'],
  ['America/New_York', '2026-01-15T19:30', '2026-01-16T00:30:00Z'],
  ['Asia/Kathmandu', '2026-05-01T08:00', '2026-05-01T02:15:00Z'],
  ['Pacific/Kiritimati', '2026-05-01T08:00', '2026-04-30T18:00:00Z'],
])('the clock in %s shows %s at %s', (timeZone, local, instant) => {
  expect(String(onTheClock(local, timeZone))).toBe(instant);
});

test('a time with an offset means that instant wherever the venue is', () => {
  const instant = Temporal.Instant.from('2026-10-25T02:30:00+01:00');

  expect(instantAt({ instant }, 'America/New_York', path)).toBe(instant);
});

test.each([
  ['Europe/Berlin', '2026-03-29T02:30'],
  ['America/New_York', '2026-03-08T02:00'],
  ['America/Santiago', '2026-09-06T00:15'],
  ['Australia/Lord_Howe', '2026-10-04T02:29'],
  ['Pacific/Apia', '2011-12-30T12:00'],
])('the clocks in %s skip %s', (timeZone, local) => {
  const refusal = refusalOf(() => onTheClock(local, timeZone));

  expect(refusal).toMatchObject({ code: 'NONEXISTENT_TIME', inputPath: path });
});

test.each([
  ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  ['America/New_York', '2026-11-01T01:00', '2026-11-01T05:00:00Z', '2026-11-01T06:00:00Z'],
  ['Australia/Sydney', '2026-04-05T02:59', '2026-04-04T15:59:00Z', '2026-04-04T16:59:00Z'],
  ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z'],
])('the clocks in %s show %s twice: at %s and at %s', (timeZone, local, earlier, later) => {
  const refusal = refusalOf(() => onTheClock(local, timeZone));

  expect(refusal).toMatchObject({ code: 'AMBIGUOUS_TIME', inputPath: path, details: { instants: [earlier, later] } });
});

test.each([
  ['2026-03-29T01:59', '2026-03-29T00:59:00Z'],
  ['2026-03-29T03:00', '2026-03-29T01:00:00Z'],
  ['2026-10-25T01:59', '2026-10-24T23:59:00Z'],
  ['2026-10-25T03:00', '2026-10-25T02:00:00Z'],
])('right beside a change of the clocks %s is still one instant', (local, instant) => {
  expect(String(onTheClock(local, 'Europe/Berlin'))).toBe(instant);
});
