import { expect, test } from 'vitest';
import { wakeup } from './wakeup.ts';

const aLongTimeMs = 60_000;
const never = new AbortController().signal;

test('a ring ends the sleep', async () => {
  const bell = wakeup();
  const sleep = bell.wait(aLongTimeMs, never);

  bell.ring();

  await expect(sleep).resolves.toBeUndefined();
});

test('rings that come while nobody sleeps are kept, as one', async () => {
  const bell = wakeup();
  const stopping = new AbortController();
  bell.ring();
  bell.ring();

  await bell.wait(aLongTimeMs, never);
  let awake = false;
  const second = bell.wait(aLongTimeMs, stopping.signal).then(() => (awake = true));
  await new Promise(setImmediate);

  expect(awake).toBe(false);
  stopping.abort();
  await second;
});

test('without a ring the sleep ends by itself', async () => {
  await expect(wakeup().wait(5, never)).resolves.toBeUndefined();
});

test('an abort ends the sleep, and none begins after it', async () => {
  const bell = wakeup();
  const stopping = new AbortController();
  const sleep = bell.wait(aLongTimeMs, stopping.signal);

  stopping.abort();

  await expect(sleep).resolves.toBeUndefined();
  await expect(bell.wait(aLongTimeMs, stopping.signal)).resolves.toBeUndefined();
});
