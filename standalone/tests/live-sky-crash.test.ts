import { expect, test } from 'vitest';
import { startChild } from './fixtures/child.ts';
import { openHome } from './fixtures/home.ts';
import type { Place } from './fixtures/place.ts';

/** Starts a process of space data; `told` counts how often it has told where the station is. */
function start(at: Place) {
  const child = startChild(new URL('fixtures/telling-iss.ts', import.meta.url), { args: [JSON.stringify(at)] });
  const told = () => child.output().split('told').length - 1;
  return { child, ready: child.heard('ready'), told, [Symbol.asyncDispose]: child[Symbol.asyncDispose] };
}

test('on the distributed platform, when the process that tells where the station is gets killed, one that stands by goes on within seconds', async () => {
  await using home = await openHome('distributed');
  await using leader = start(home.place);
  await expect.poll(leader.told).toBeGreaterThan(0);
  await using other = start(home.place);
  await other.ready;
  const before = leader.told();
  await expect.poll(leader.told).toBeGreaterThan(before + 1);
  expect(other.told()).toBe(0);

  leader.child.kill('SIGKILL');
  await leader.child.end;

  await expect.poll(other.told, { timeout: 5_000 }).toBeGreaterThan(1);
});
