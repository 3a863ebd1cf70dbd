import { expect, test } from 'vitest';
import { runChecks } from './run-checks.ts';

test('every step is told as it ends, and a broken one with what is wrong', async () => {
  const told: string[] = [];
  const steps = [
    { name: 'good', complaint: () => Promise.resolve('') },
    { name: 'bad', complaint: () => Promise.resolve('first\nsecond') },
    { name: 'thrown', complaint: () => Promise.reject(new Error('no such tool')) },
  ];

  const verdicts = await runChecks(steps, (text) => told.push(text));

  expect(told).toHaveLength(3);
  expect(told.join('\n')).toMatch(/✓ good +\d+\.\d s/);
  expect(told.join('\n')).toMatch(/✗ bad +\d+\.\d s\n {4}first\n {4}second/);
  expect(verdicts.find(({ name }) => name === 'thrown')?.complaint).toContain('no such tool');
});
