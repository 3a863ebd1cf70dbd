import { expect, test } from 'vitest';
import { ExpiringMap } from './expiring-map.ts';

test('values that nobody asks for again do not pile up', async () => {
  const map = new ExpiringMap();
  map.set('kept', 'value', 60_000);
  const add = () => {
    for (let index = 0; index < 1_000; index++) map.set(`${performance.now()}-${index}`, 'value', 1);
    return map.size;
  };

  await expect.poll(add, { interval: 5 }).toBeGreaterThan(1_000);

  await expect.poll(add, { interval: 5 }).toBeLessThanOrEqual(2_000);
  expect(map.get('kept')).toBe('value');
});
