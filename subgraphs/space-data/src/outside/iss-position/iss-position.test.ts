import { expect, test } from 'vitest';
import { observationsOf } from '../../data/observations.queries.ts';
import { iss } from '../../domain/iss.ts';
import { openTestSources } from '../../testing/open-sources.ts';

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
