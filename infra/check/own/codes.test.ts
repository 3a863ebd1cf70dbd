import { expect, test } from 'vitest';
import { codeComplaints } from './codes.ts';

const mentions = {
  code: "throw new Refusal('PAST', …)",
  tests: "toEqual(['PAST'])",
  readme: '| `PAST` | it is over |',
};

test('a code that is raised, tested and explained is fine', () => {
  expect(codeComplaints('booking', ['PAST'], mentions)).toEqual([]);
});

test('a code that nobody raises, tests or explains is told, each by itself', () => {
  expect(codeComplaints('booking', ['CLOSED'], mentions)).toEqual([
    'booking never raises CLOSED',
    'no test of booking expects CLOSED',
    'the README of booking does not list CLOSED',
  ]);
});
