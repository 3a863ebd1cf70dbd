import { systemClock } from '@constellation/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SourceId, schedules } from '../domain/schedules.ts';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';
import { everyFailure, failures, lastsForEver } from './fake-upstream.ts';

const today = systemClock.now().toZonedDateTimeISO('UTC').toPlainDate();

/** A field for each of some months, the past and the next ones, as nothing shows more at once. */
const months = (field: (from: string, to: string) => string) =>
  [-1, 0, 1, 2]
    .map((month) => [today.add({ days: 31 * month }), today.add({ days: 31 * (month + 1) })].map(String))
    .map(([from = '', to = ''], index) => `m${index}: ${field(from, to)}`)
    .join(' ');

/** What the graph shows of each source. */
const shown: Readonly<Record<SourceId, string>> = {
  celestrak: 'satellite(noradId: 20580) { name position(at: "2026-11-01T00:00:00Z") { latitude longitude } }',
  'iss-position': 'iss { movement { from to } }',
  launches: 'launches { edges { node { id name net status } } }',
  'astronomy-api': 'bodyComparisons { body at published { azimuth elevation } separationDegrees }',
  apod: 'pictureOfTheDay { date title }',
  neows: months((from, to) => `nearEarthObjects(from: "${from}", to: "${to}") { id closestAt }`),
  osdr: 'osdrDatasets(first: 3) { totalCount edges { node { accession title releasedAt } } }',
  donki: months((from, to) => `spaceWeather(from: "${from}T00:00:00Z", to: "${to}T00:00:00Z") { id startedAt }`),
  jwst: 'jwstImages(first: 3) { edges { node { id url } } }',
  'jwst-gallery': 'jwstImages(first: 3) { edges { node { id url } } }',
};

const sourceIds = Object.keys(shown).filter((id): id is SourceId => id in schedules);

describe.each(sourceIds)('%s', (id) => {
  let open: OpenSources;
  beforeAll(async () => void (open = await openTestSources()));
  afterAll(() => open[Symbol.asyncDispose]());

  /** Lets so much time pass that it may be asked again, whatever happened. */
  const passTime = () => open.platform.clock.advance(48 * 3_600_000);
  const refreshWell = async () => {
    open.failAll(undefined);
    await passTime();
    return open.refresh(id);
  };

  test('shows what it gave', async () => {
    const before = await open.ask(`{ ${shown[id]} }`);

    expect([await refreshWell(), await refreshWell()]).toEqual(['DONE', 'DONE']);

    const after = await open.ask(`{ ${shown[id]} }`);
    expect(after.errors).toBeUndefined();
    expect(after).not.toEqual(before);
    expect(await open.status(id)).toMatchObject({ breaker: 'CLOSED', lastError: undefined, freshness: 'FRESH' });
  });

  test.each(everyFailure)('keeps what it gave last when it %s, and says so', async (failure) => {
    expect(await refreshWell()).toBe('DONE');
    const good = await open.ask(`{ ${shown[id]} }`);
    const { lastSuccessAt } = (await open.status(id)) ?? {};

    open.failAll(failure);
    await passTime();
    const outcome = await open.refresh(id, lastsForEver(failure) ? { timeoutMs: 300 } : {});

    expect(outcome).toBe('FAILED');
    expect(await open.ask(`{ ${shown[id]} }`)).toEqual(good);
    const late = await open.status(id);
    expect(late).toMatchObject({ lastError: failures[failure].code, lastSuccessAt });
    expect(late?.freshness).not.toBe('FRESH');
  });
});
