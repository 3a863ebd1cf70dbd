import { type PlatformKind, testPlatform } from '@constellation/kit/testing';
import { openFakes, testKeys } from '@constellation/space-data/fakes';
import { expect, inject, test } from 'vitest';
import { compose } from '../src/compose.ts';
import { openClient } from './fixtures/client.ts';
import { platformsHere } from './fixtures/graph.ts';

const hour = 3_600_000;

/** The whole graph in this process, which asks fakes of all sources; unless told otherwise these are there. */
async function open(kind: PlatformKind, areThere = true) {
  await using opened = new AsyncDisposableStack();
  const platform = opened.use(await testPlatform(kind, inject('postgresUrl')));
  const { clock } = platform;
  const { failAll, addresses } = opened.use(await openFakes(() => clock.now()));
  failAll(areThere ? undefined : 'hangs up');
  const told = { areAsked: true, addresses, keys: testKeys };
  const { gateway } = opened.use(await compose({ platform, port: 0, told }));
  const { ask } = openClient(gateway.url, { authorization: null });
  const running = opened.move();
  return { failAll, clock, ask, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Three days from an instant on, and a fortnight around it. */
const of = (day: Temporal.Instant) => {
  const [from, to, start, end] = [0, 72, -168, 168].map((hours) =>
    day.add({ hours }).toString({ smallestUnit: 'second' }),
  );
  return { from, to, day: from?.slice(0, 10), start, end, startDay: start?.slice(0, 10), endDay: end?.slice(0, 10) };
};

/** What is computed here. */
const computed = `query ($from: DateTime!, $to: DateTime!, $day: Date!) {
  sky(location: { latitude: 51.4769, longitude: 0 }, timeZone: "Europe/London") {
    sun(date: $day) { transit polar } moon(at: $from) { phase } bodies(at: $from) { body }
    issPasses(from: $from, to: $to) { visibility provenance { source freshness } }
    eclipses(from: $from, to: $to) { peak }
  }
  iss { name position(at: $from) { latitude provenance { source freshness } } }
  moonPhases(from: $from, to: $to) { kind }
  seasons(year: 2027) { at }
  eclipses(from: $from, to: $to) { peak }
}`;

const provenance = 'provenance { freshness }';

/** What only others know. */
const published = `query ($start: DateTime!, $end: DateTime!, $startDay: Date!, $endDay: Date!) {
  osdrDatasets(first: 1) { edges { node { ${provenance} } } }
  jwstImages(first: 1) { edges { node { ${provenance} } } }
  launches(first: 1) { edges { node { ${provenance} } } }
  pictureOfTheDay { ${provenance} }
  nearEarthObjects(from: $startDay, to: $endDay) { ${provenance} }
  spaceWeather(from: $start, to: $end) { ${provenance} }
  bodyComparisons { ${provenance} }
}`;

/** The same where nobody ever told anything of it. */
const nothing = {
  ...{ osdrDatasets: { edges: [] }, jwstImages: { edges: [] }, launches: { edges: [] } },
  ...{ pictureOfTheDay: null, nearEarthObjects: [], spaceWeather: [], bodyComparisons: [] },
};

/** The station by elements that came with the software, for a time that these are good for, whenever now is. */
const station =
  '{ iss { movement { velocity } position(at: "2026-10-08T00:00:00Z") { latitude provenance { source freshness } } } }';

const freshnessIn = (answer: unknown) => new Set(JSON.stringify(answer).match(/(?<="freshness":")\w+/g));

test.each(platformsHere)(
  'on the %s platform all sources are fresh while they are there; when all are gone nothing that is computed fails, and the rest says how old it is',
  async (kind) => {
    await using graph = await open(kind);
    const { failAll, clock, ask } = graph;
    const sources = async () => freshnessIn(await ask('{ sources { id freshness } }'));
    await expect.poll(sources).toEqual(new Set(['FRESH']));
    const known = await ask(published, of(clock.now()));
    for (const [field, value] of Object.entries(known.data ?? {}))
      expect([field, freshnessIn(value)]).toEqual([field, new Set(['FRESH'])]);

    failAll('hangs up');
    await clock.advance(49 * hour);
    await expect.poll(async () => JSON.stringify(await ask('{ sources { lastError } }'))).not.toContain('null');

    const sky = await ask(computed, of(clock.now()));
    expect(sky.errors).toBeUndefined();
    expect(sky).toMatchObject({
      data: { iss: { position: { provenance: { source: 'celestrak', freshness: 'STALE' } } } },
    });
    const rest = await ask(published, of(clock.now()));
    expect(rest.errors).toBeUndefined();
    for (const [field, value] of Object.entries(rest.data ?? {}))
      expect([field, [...freshnessIn(value)].join()]).toEqual([field, expect.stringMatching(/^(STALE|EXPIRED)$/)]);
    for (const freshness of [freshnessIn(sky), freshnessIn(rest), await sources()])
      expect(freshness).not.toContain('FRESH');
  },
);

test.each(platformsHere)(
  'on the %s platform where no source was ever there all that is computed answers, and of the rest it is said that nothing is known',
  async (kind) => {
    await using graph = await open(kind, false);
    const { clock, ask } = graph;
    const sources = () => ask('{ sources { lastError lastSuccessAt freshness configured } }');
    await expect.poll(async () => JSON.stringify(await sources())).not.toContain('"lastError":null');

    const sky = await ask(computed, of(clock.now()));
    expect(sky.errors).toBeUndefined();
    const body = { body: expect.any(String) };
    expect(sky).toMatchObject({
      data: {
        sky: {
          sun: { transit: expect.any(String), polar: null },
          moon: { phase: expect.any(String) },
          bodies: expect.arrayContaining([body]),
        },
        iss: { name: 'ISS (ZARYA)' },
        moonPhases: expect.any(Array),
        seasons: expect.arrayContaining([{ at: expect.any(String) }]),
        eclipses: expect.any(Array),
      },
    });
    expect(freshnessIn(sky)).not.toContain('FRESH');
    expect(await ask(published, of(clock.now()))).toEqual({ status: 200, data: nothing });
    const position = { latitude: expect.any(Number), provenance: { source: 'bundled', freshness: 'STALE' } };
    expect(await ask(station)).toEqual({ status: 200, data: { iss: { movement: null, position } } });
    const never = { lastError: expect.stringMatching(/^UPSTREAM_/), lastSuccessAt: null, freshness: 'EXPIRED' };
    const { data } = await sources();
    expect(data).toEqual({ sources: Array.from({ length: 10 }, () => ({ ...never, configured: true })) });
  },
);
