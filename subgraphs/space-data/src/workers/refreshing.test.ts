import { administrator, platformKinds } from '@constellation/kit/testing';
import { describe, expect, test } from 'vitest';
import { openTestSources } from '../testing/open-sources.ts';

const minute = 60_000;
const perTurn = 6;

describe.each(platformKinds)('on the %s platform', (kind) => {
  test('two processes, and those that come after them, ask as often as one', async () => {
    await using open = await openTestSources(kind);
    const { fakes, platform } = open;
    const { celestrak, whereTheIssAt } = fakes;
    const asked = () => celestrak.asked.length;
    {
      await using _one = await open.startProcess();
      await using _other = await open.startProcess();
      await expect.poll(asked).toBe(perTurn);
      await expect.poll(() => open.status('celestrak')).toMatchObject({ freshness: 'FRESH' });
    }

    await platform.clock.advance(110 * minute);
    await using _next = await open.startProcess();
    const sightings = whereTheIssAt.asked.length;
    await expect.poll(() => whereTheIssAt.asked.length).toBeGreaterThan(sightings);
    expect(asked()).toBe(perTurn);

    await platform.clock.advance(30 * minute);
    await expect.poll(asked).toBe(2 * perTurn);
    await expect.poll(() => open.status('celestrak')).toMatchObject({ freshness: 'FRESH', lastError: undefined });
  });
});

test('a source that an administrator wants asked is', async () => {
  await using open = await openTestSources();
  await using _process = await open.startProcess();
  await expect.poll(() => open.status('iss-position')).toMatchObject({ freshness: 'FRESH' });
  await open.platform.clock.advance(30_000);
  const before = open.fakes.whereTheIssAt.asked.length;

  await open.ask('mutation { refreshSource(id: "iss-position") { errors { code } } }', administrator);

  await expect.poll(() => open.fakes.whereTheIssAt.asked.length).toBe(before + 1);
});

test('unless it is told to, nobody asks anybody', async () => {
  await using open = await openTestSources('embedded', {});
  await using running = await open.startProcess();
  await open.platform.clock.advance(300 * minute);

  const answer = await running.execute({ query: '{ iss { name } }' }, { principal: administrator });

  expect(answer).toMatchObject({ data: { iss: { name: 'ISS (ZARYA)' } } });
  const status = await open.status('celestrak');
  expect([status?.configured, status?.nextAllowedAt]).toEqual([false, undefined]);
  expect(Object.values(open.fakes).flatMap(({ asked }) => asked)).toEqual([]);
});
