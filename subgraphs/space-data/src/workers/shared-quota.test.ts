import { platformKinds } from '@constellation/kit/testing';
import { describe, expect, test } from 'vitest';
import { refreshSource } from '../actions/refresh-source.ts';
import type { SourceId } from '../domain/schedules.ts';
import type { Source } from '../outside/source.ts';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';

const hour = 3_600_000;
const minute = 60_000;

const paths = { apod: '/planetary/apod', neows: '/neo/rest/v1/feed', donki: '/DONKI/' } as const;
const sharers: readonly (keyof typeof paths)[] = ['apod', 'neows', 'donki'];

/** How often each was asked. */
const asked = ({ fakes }: OpenSources) =>
  sharers.map((id) => fakes.nasa.asked.filter((path) => path.startsWith(paths[id])).length);

const overLimit = '{"error":{"code":"OVER_RATE_LIMIT"}}';

/** Has pictures refused, as NASA's gateway does where too much was asked (api.nasa.gov). */
const refusePictures = ({ fakes }: OpenSources, status: number, headers: Readonly<Record<string, string>> = {}) =>
  fakes.nasa.tell(paths.apod, () => ({ status, body: status === 500 ? '' : overLimit, headers }));

const allowedAt =
  ({ status }: OpenSources) =>
  (id: SourceId) =>
    status(id).then((each) => each?.nextAllowedAt);
const looks = async ({ refresh }: OpenSources) => Promise.all(sharers.map((id) => refresh(id)));

describe.each(platformKinds)('on the %s platform', (kind) => {
  test('where one of those that share a key has asked too often, none is asked before its time, whatever restarts', async () => {
    await using open = await openTestSources(kind);
    const { platform, startProcess } = open;
    expect([await open.refresh('neows'), await open.refresh('donki')]).toEqual(['DONE', 'DONE']);
    refusePictures(open, 429, { 'retry-after': '18000' });
    {
      await using _one = await startProcess();
      await using _other = await startProcess();
      await expect.poll(() => open.status('apod')).toMatchObject({ lastError: 'UPSTREAM_429' });
    }
    const before = asked(open);
    expect(before).toEqual([1, 5, 3]);

    for (let turn = 0; turn < 2; turn += 1) {
      await platform.clock.advance(149 * minute);
      await using _next = await startProcess();
      await expect.poll(() => open.status('launches')).toMatchObject({ freshness: 'FRESH' });
      expect(await looks(open)).toEqual(['NOT_NOW', 'NOT_NOW', 'NOT_NOW']);
    }
    expect(asked(open)).toEqual(before);

    open.fakes.nasa.tell(paths.apod, undefined);
    await platform.clock.advance(3 * minute);
    await using _last = await startProcess();
    await expect.poll(() => asked(open)).toEqual([2, 10, 6]);
  });
});

test.each([
  [429, { 'retry-after': '7200' }, 120],
  [403, { 'retry-after': '7200' }, 120],
  [429, {}, 10],
])('where %i says so with %j, all of them pause for %i minutes', async (status, headers, minutes) => {
  await using open = await openTestSources();
  refusePictures(open, status, headers);

  expect(await open.refresh('apod')).toBe('FAILED');

  const now = open.platform.clock.now();
  for (const at of await Promise.all(sharers.map(allowedAt(open))))
    expect(Math.round(at?.since(now).total('minutes') ?? 0)).toBe(minutes);
  expect(await open.refresh('celestrak')).toBe('DONE');
});

test.each<[string, (open: OpenSources) => void]>([
  ['one of them fails otherwise', (open) => refusePictures(open, 500)],
  ['somebody else is asked too often', ({ fakes }) => fakes.osdr.fail('has enough (429)')],
])('where %s they go on', async (_case, spoil) => {
  await using open = await openTestSources();
  spoil(open);

  expect([await open.refresh('apod'), await open.refresh('osdr')]).toContain('FAILED');

  expect(await open.refresh('neows')).toBe('DONE');
});

test('one that answers while others begin to pause pauses, too', async () => {
  await using open = await openTestSources();
  const [began, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow: Source = {
    ...open.source('donki'),
    async *ask(at, passOver, providers) {
      began.resolve();
      await gate.promise;
      yield* open.source('donki').ask(at, passOver, providers);
    },
  };
  const late = refreshSource(open.scope(), slow);
  await began.promise;
  refusePictures(open, 429, { 'retry-after': '18000' });
  expect(await open.refresh('apod')).toBe('FAILED');
  const until = await allowedAt(open)('donki');

  gate.resolve();

  expect(await late).toBe('DONE');
  expect(await allowedAt(open)('donki')).toEqual(until);
  await open.platform.clock.advance(4 * hour);
  expect(await open.refresh('donki')).toBe('NOT_NOW');
  await open.platform.clock.advance(2 * hour);
  expect(await open.refresh('donki')).toBe('DONE');
});

test('all of them may ask too often at once', async () => {
  await using open = await openTestSources();
  open.fakes.nasa.fail('has enough (429)');

  expect(await looks(open)).not.toContain('DONE');

  for (const id of sharers) expect((await open.status(id))?.nextAllowedAt).toBeDefined();
});
