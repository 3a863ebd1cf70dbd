import { MovableClock, newId } from '@constellation/kit';
import { expect, test } from 'vitest';
import { somebody } from '../testing/people.ts';
import type { Access, EndOfAccess } from './access.ts';
import { openAccessWatch } from './watch-access.ts';

/** A watch that a test tells of revocations. */
function open() {
  const clock = new MovableClock();
  const revoked = new Set<string>();
  const listeners = new Set<(name: string) => void>();
  const follow = (listener: (name: string) => void) => {
    listeners.add(listener);
    return { [Symbol.dispose]: () => void listeners.delete(listener) };
  };
  const endOf = ({ principal, expiresAt = Infinity }: Access): EndOfAccess | undefined => {
    if (expiresAt <= clock.now().epochMilliseconds) return 'ACCESS_EXPIRED';
    return revoked.has(principal.sessionId ?? '') ? 'ACCESS_REVOKED' : undefined;
  };
  const revoke = (name: string) => {
    revoked.add(name);
    listeners.forEach((listener) => listener(name));
  };
  return { clock, revoke, ...openAccessWatch({ clock, revocations: { follow }, endOf }), listeners };
}

const access = (clock: MovableClock, sessionId: string, lifeMs: number): Access => ({
  principal: { ...somebody(), sessionId },
  version: 1,
  expiresAt: clock.now().epochMilliseconds + lifeMs,
});

test('an end is told once, whatever else ends the same access', async () => {
  using watching = open();
  const told: string[] = [];
  watching.watch(access(watching.clock, 'one', 1_000), (end) => told.push(end));

  watching.revoke('one');
  watching.revoke('one');
  await watching.clock.advance(1_001);
  watching.watch(access(watching.clock, 'last', 0), () => told.push('last'));

  expect(told).toEqual(['ACCESS_REVOKED', 'last']);
});

test('what has ended before anybody watches is told at once', () => {
  using watching = open();
  const told: string[] = [];
  watching.revoke('gone');

  watching.watch(access(watching.clock, 'gone', 1_000), (end) => told.push(end));
  watching.watch(access(watching.clock, 'late', -1), (end) => told.push(end));

  expect(told).toEqual(['ACCESS_REVOKED', 'ACCESS_EXPIRED']);
});

test('times are told in their turn, to those who still want to hear of them', async () => {
  using watching = open();
  const told: number[] = [];
  const watch = (lifeMs: number) =>
    watching.watch(access(watching.clock, newId(), lifeMs), () => void told.push(lifeMs));
  for (const lifeMs of [30_000, 10_000, 20_000]) watch(lifeMs);
  watch(15_000)[Symbol.dispose]();

  await watching.clock.advance(10_001);
  await expect.poll(() => told).toEqual([10_000]);
  await watching.clock.advance(10_000);
  await expect.poll(() => told).toEqual([10_000, 20_000]);
  await watching.clock.advance(10_000);

  await expect.poll(() => told).toEqual([10_000, 20_000, 30_000]);
});

test('a thousand sockets of one session all hear of its end', () => {
  using watching = open();
  let told = 0;
  const one = access(watching.clock, 'shared', 60_000);
  for (let count = 0; count < 1_000; count += 1) watching.watch(one, () => void (told += 1));

  watching.revoke('shared');

  expect(told).toBe(1_000);
});
