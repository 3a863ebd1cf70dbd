import { openLog } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { describe, expect, test } from 'vitest';
import { refreshSource } from '../../actions/refresh-source.ts';
import { observationsOf } from '../../data/observations.queries.ts';
import { iss } from '../../domain/iss.ts';
import { type OpenSources, openTestSources } from '../../testing/open-sources.ts';

const minute = 60_000;

test('where the first cannot be had the second tells, in text', async () => {
  await using open = await openTestSources();
  open.fakes.whereTheIssAt.fail('is broken (500)');

  const outcome = await open.refresh('iss-position');

  expect(outcome).toBe('DONE');
  expect(await observationsOf(open.scope().em, [iss])).toMatchObject([
    { source: 'open-notify.org', latitude: -17.9617, longitude: 162.6117 },
  ]);
});

test('the second is not asked where the first tells', async () => {
  await using open = await openTestSources();

  await open.refresh('iss-position');

  expect(open.fakes.openNotify.asked).toEqual([]);
  expect(await observationsOf(open.scope().em, [iss])).toMatchObject([{ source: 'wheretheiss.at' }]);
});

const busy = { status: 429, body: '{"error":"too many"}', headers: { 'retry-after': '3600' } };

describe.each(platformKinds)('on the %s platform', (kind) => {
  test('where the first has enough it is left alone for as long as it says, whatever restarts', async () => {
    await using open = await openTestSources(kind);
    const { platform, startProcess } = open;
    const { whereTheIssAt, openNotify } = open.fakes;
    whereTheIssAt.tell(busy);
    {
      await using _one = await startProcess();
      await using _other = await startProcess();
      await expect.poll(() => openNotify.asked.length).toBe(1);
      await expect.poll(() => open.status('iss-position')).toMatchObject({ freshness: 'FRESH' });
    }
    for (let turn = 0; turn < 3; turn += 1) {
      await platform.clock.advance(15 * minute);
      await using _next = await startProcess();
      await expect.poll(() => openNotify.asked.length).toBe(turn + 2);
      await expect.poll(() => open.status('iss-position')).toMatchObject({ freshness: 'FRESH' });
    }

    expect(whereTheIssAt.asked).toHaveLength(1);
    expect(await open.status('iss-position')).toMatchObject({ breaker: 'CLOSED', lastError: undefined });

    whereTheIssAt.tell(undefined);
    await platform.clock.advance(20 * minute);
    expect(await open.refresh('iss-position')).toBe('DONE');
    await platform.clock.advance(3 * minute);
    expect(await open.refresh('iss-position')).toBe('DONE');
    expect([whereTheIssAt.asked.length, openNotify.asked.length]).toEqual([3, 4]);
  });
});

/** Asks every three and a half minutes, so many times. */
async function refreshOften(open: OpenSources, times: number) {
  for (let turn = 0; turn < times; turn += 1) {
    expect(await open.refresh('iss-position')).toBe('DONE');
    await open.platform.clock.advance(3.5 * minute);
  }
}

test('a first that is dead is tried again ever more rarely, and often again once it has answered', async () => {
  await using open = await openTestSources();
  const { whereTheIssAt, openNotify } = open.fakes;
  whereTheIssAt.fail('is broken (500)');

  await refreshOften(open, 40);
  // After 0, 3.5, 10.5, 21, 38.5, 70, 101.5 and 133 minutes.
  expect([whereTheIssAt.asked.length, openNotify.asked.length]).toEqual([8, 40]);

  whereTheIssAt.fail(undefined);
  await refreshOften(open, 12);
  const asked = whereTheIssAt.asked.length;
  whereTheIssAt.fail('is broken (500)');
  await refreshOften(open, 2);
  expect(whereTheIssAt.asked).toHaveLength(asked + 2);
});

test('that the first has failed is logged', async () => {
  await using open = await openTestSources();
  open.fakes.whereTheIssAt.tell(busy);
  const lines: string[] = [];
  const log = openLog({ name: 'test', level: 'warn', destination: { write: (line) => void lines.push(line) } });

  await refreshSource({ ...open.scope(), log }, open.source('iss-position'));

  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { source: 'iss-position', provider: 'wheretheiss.at', code: 'UPSTREAM_429' },
  ]);
});

test('of however many observations the two newest are kept', async () => {
  await using open = await openTestSources();
  for (let turn = 0; turn < 4; turn += 1) {
    await open.refresh('iss-position');
    await open.platform.clock.advance(180_000);
  }

  const [older, newer, ...more] = await observationsOf(open.scope().em, [iss]);

  expect(more).toEqual([]);
  expect(newer && older && newer.at.since(older.at).total('seconds')).toBeGreaterThanOrEqual(180);
});
