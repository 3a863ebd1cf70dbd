import { expect, test } from 'vitest';
import { redisLocation } from './redis-location.ts';

const url = 'redis://:s%40fe@kv:6379/1';

test('without sentinels Redis is where its URL says', () => {
  expect(redisLocation(url)).toEqual({ url });
});

test('with sentinels only the password of the URL counts', () => {
  const known = { sentinels: [{ host: 'a', port: 26_379 }], masterName: 'main' };

  expect(redisLocation(url, known)).toEqual({ ...known, password: 's@fe' });
  expect(redisLocation('redis://kv', known)).toEqual(known);
});
