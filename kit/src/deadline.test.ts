import { expect, test } from 'vitest';
import { within } from './deadline.ts';

test('work that ends in time gives its result', async () => {
  const result = await within(60_000, async () => 'done');

  expect(result).toBe('done');
});

test('work that fails in time fails in its own words', async () => {
  const fails = () => {
    throw new Error('broken');
  };

  await expect(within(60_000, fails)).rejects.toThrow('broken');
});

test('work that takes too long is not waited for', async () => {
  const never = () => new Promise<never>(() => undefined);

  await expect(within(5, never)).rejects.toThrow('No answer within 5 ms');
});
