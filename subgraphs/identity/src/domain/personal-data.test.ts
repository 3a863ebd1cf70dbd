import { expect, test } from 'vitest';
import { canBeFetched, type Job, pendingOf, statusOf } from './personal-data.ts';

const createdAt = Temporal.Instant.from('2026-05-01T12:00:00Z');
const soon = createdAt.add({ hours: 1 });
const weekLater = createdAt.add({ hours: 7 * 24 });

type Outcome = Job['answers'][number]['outcome'];

const job = (kind: Job['kind'], ...outcomes: readonly Outcome[]): Job => ({
  id: 'a',
  kind,
  createdAt,
  answers: outcomes.map((outcome, index) => ({ subgraph: `s${index}`, outcome })),
});

test.each<[Job['kind'], readonly Outcome[], string]>([
  ['EXPORT', ['DONE', 'PENDING'], 'RUNNING'],
  ['EXPORT', ['DONE', 'DONE'], 'DONE'],
  ['EXPORT', ['FAILED', 'PENDING'], 'FAILED'],
  ['ERASURE', ['PENDING', 'FAILED'], 'FAILED'],
  ['ERASURE', ['DONE', 'DONE'], 'DONE'],
])('%s with %s is %s', (kind, outcomes, status) => {
  expect(statusOf(job(kind, ...outcomes), soon)).toBe(status);
});

test('whoever has not done their part is pending, failed or not', () => {
  expect(pendingOf(job('EXPORT', 'FAILED', 'DONE', 'PENDING'))).toEqual(['s0', 's2']);
});

test('an export that nobody has finished in seven days has failed; an erasure goes on', () => {
  expect(statusOf(job('EXPORT', 'PENDING'), weekLater)).toBe('FAILED');
  expect(statusOf(job('ERASURE', 'PENDING'), weekLater)).toBe('RUNNING');
});

test('an export can be fetched once it is done, until seven days after it was asked for', () => {
  const done = job('EXPORT', 'DONE');

  expect(canBeFetched(done, soon)).toBe(true);
  expect(canBeFetched(done, weekLater)).toBe(false);
  expect(canBeFetched(job('EXPORT', 'PENDING'), soon)).toBe(false);
  expect(canBeFetched(job('ERASURE', 'DONE'), soon)).toBe(false);
});
