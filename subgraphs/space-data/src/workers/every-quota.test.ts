import { type PlatformKind, platformKinds } from '@constellation/kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SourceId, schedules } from '../domain/schedules.ts';
import type { Fakes } from '../outside/fakes.ts';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';
import { refreshing } from './refreshing.ts';

/** Whom a source asks what, and how many questions of these are one turn. */
const turns: Readonly<Record<SourceId, readonly [fake: keyof Fakes, path: string, questions: number]>> = {
  celestrak: ['celestrak', '/NORAD/', 6],
  'iss-position': ['whereTheIssAt', '/v1/', 1],
  launches: ['launchLibrary', '/2.3.0/', 1],
  'astronomy-api': ['astronomyApi', '/api/', 1],
  apod: ['nasa', '/planetary/', 1],
  neows: ['nasa', '/neo/', 5],
  donki: ['nasa', '/DONKI/', 3],
  osdr: ['osdr', '/osdr/', 1],
  jwst: ['mast', '/api/', 6],
  'jwst-gallery': ['jwstGallery', '/all/', 2],
};

const sourceIds = Object.keys(turns).filter((id): id is SourceId => id in schedules);

describe.each(platformKinds)('on the %s platform', (kind: PlatformKind) => {
  let open: OpenSources;
  beforeAll(async () => void (open = await openTestSources(kind)));
  afterAll(() => open[Symbol.asyncDispose]());

  /** One process more that asks this source alone; each look that it has ended is counted. */
  async function startAsking(id: SourceId, ended: () => void) {
    const worker = refreshing(open.source(id));
    return open.startWorkers({
      ...worker,
      everyMs: 50,
      run: (scope, metrics) => worker.run(scope, metrics).finally(ended),
    });
  }

  test.each(sourceIds)('%s is asked once in its time by two processes, and those that come after them', async (id) => {
    const [fake, path, questions] = turns[id];
    const { everySeconds } = schedules[id];
    const count = () => open.fakes[fake].asked.filter((each) => each.startsWith(path)).length;
    const before = count();
    const asked = () => (count() - before) / questions;
    let looks = 0;
    /** Waits until somebody has looked who began to after this. */
    const look = async () => {
      const since = looks;
      await expect.poll(() => looks).toBeGreaterThan(since + 1);
    };
    {
      await using _one = await startAsking(id, () => (looks += 1));
      await using _other = await startAsking(id, () => (looks += 1));
      await expect.poll(() => open.status(id)).toMatchObject({ freshness: 'FRESH', lastError: undefined });
      await look();
      expect(asked()).toBe(1);
    }

    await open.platform.clock.advance(everySeconds * 700);
    await using _next = await startAsking(id, () => (looks += 1));
    await look();
    expect(asked()).toBe(1);

    await open.platform.clock.advance(everySeconds * 410);
    await expect.poll(asked).toBe(2);
    await expect.poll(() => open.status(id)).toMatchObject({ freshness: 'FRESH', lastError: undefined });
    await look();
    expect(asked()).toBe(2);
  });
});
