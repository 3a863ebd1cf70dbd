import { expect, test } from 'vitest';
import { argon2Passwords } from './passwords.ts';
import { openTurns } from './turns.ts';

const cheap = { memoryCost: 64, timeCost: 1, parallelism: 1 };

test('a password is kept as argon2id with the recommended cost', async () => {
  const passwords = argon2Passwords();

  const kept = await passwords.hash('correct horse');

  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.verify(kept, 'correct horse')).toEqual({ matches: true, isOutdated: false });
  expect(await passwords.verify(kept, 'correct house')).toEqual({ matches: false, isOutdated: false });
});

test('a hash of another cost still counts, and is told to be outdated', async () => {
  const kept = await argon2Passwords(cheap).hash('correct horse');

  expect(await argon2Passwords({ ...cheap, timeCost: 2 }).verify(kept, 'correct horse')).toEqual({
    matches: true,
    isOutdated: true,
  });
});

test('where there is no hash nothing matches, and the work is the same', async () => {
  const passwords = argon2Passwords({ memoryCost: 32_768, timeCost: 2, parallelism: 1 });
  const kept = await passwords.hash('correct horse');
  const took = async (hash: string | undefined) => {
    const from = performance.now();
    expect((await passwords.verify(hash, 'a guess')).matches).toBe(false);
    return performance.now() - from;
  };

  const [known, unknown]: number[][] = [[], []];
  for (let round = 0; round < 7; round += 1) {
    known?.push(await took(kept));
    unknown?.push(await took(undefined));
  }

  const median = (times: readonly number[] = []) => times.toSorted((a, b) => a - b)[3] ?? 0;
  expect(median(unknown)).toBeGreaterThan(median(known) / 2);
});

test('of much work so many are done at once, in the order they came, whatever fails', async () => {
  const turns = openTurns(2);
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;

  const work = Array.from({ length: 20 }, (_, index) =>
    turns.take(async () => {
      begun.push(index);
      most = Math.max(most, (underWay += 1));
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      if (index % 3 === 0) throw new Error('It failed');
      return index;
    }),
  );

  expect((await Promise.allSettled(work)).filter(({ status }) => status === 'rejected')).toHaveLength(7);
  expect(most).toBe(2);
  expect(begun).toEqual(work.map((_, index) => index));
});
