import { expect, test } from 'vitest';
import { OrderedWork } from './ordered-work.ts';

test('a result that cannot be handed out does not hold up those behind it', async () => {
  const emitted: number[] = [];
  const failures: unknown[] = [];
  const broken = new Error('Broken');
  const work = new OrderedWork<number, number>({
    slots: 2,
    run: async (job) => job,
    emit: (result) => {
      if (result === 1) throw broken;
      emitted.push(result);
    },
    failed: (error) => void failures.push(error),
  });

  for (const job of [1, 2, 3]) work.push(job);
  await expect.poll(() => work.unfinished).toBe(0);

  expect(emitted).toEqual([2, 3]);
  expect(failures).toEqual([broken]);
});
