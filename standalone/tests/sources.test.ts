import { type PlatformKind, testPlatform } from '@constellation/kit/testing';
import { openFakes, testKeys } from '@constellation/space-data/fakes';
import { expect, inject, test } from 'vitest';
import { compose } from '../src/compose.ts';
import { openClient } from './fixtures/client.ts';
import { platformsHere } from './fixtures/graph.ts';

const hour = 3_600_000;

/** The whole graph in this process, which asks fakes of all sources. */
async function open(kind: PlatformKind) {
  await using opened = new AsyncDisposableStack();
  const platform = opened.use(await testPlatform(kind, inject('postgresUrl')));
  const { clock } = platform;
  const { failAll, addresses } = opened.use(await openFakes(() => clock.now()));
  const told = { areAsked: true, addresses, keys: testKeys };
  const { gateway } = opened.use(await compose({ platform, port: 0, told }));
  const { ask } = openClient(gateway.url, { authorization: null });
  const running = opened.move();
  return { failAll, clock, ask, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

const of = (day: Temporal.Instant) => {
  const from = day.toString({ smallestUnit: 'second' });
  const to = day.add({ hours: 72 }).toString({ smallestUnit: 'second' });
  return { from, to, day: from.slice(0, 10) };
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
const published = `{
  osdrDatasets(first: 1) { edges { node { ${provenance} } } }
  pictureOfTheDay { ${provenance} }
  launches(first: 1) { edges { node { ${provenance} } } }
  bodyComparisons { ${provenance} }
}`;

const freshnessIn = (answer: unknown) => new Set(JSON.stringify(answer).match(/(?<="freshness":")\w+/g));

test.each(platformsHere)(
  'on the %s platform all sources are fresh while they are there; when all are gone nothing that is computed fails, and the rest says how old it is',
  async (kind) => {
    await using graph = await open(kind);
    const { failAll, clock, ask } = graph;
    const sources = async () => freshnessIn(await ask('{ sources { id freshness } }'));
    await expect.poll(sources).toEqual(new Set(['FRESH']));
    expect(freshnessIn(await ask(published))).toEqual(new Set(['FRESH']));

    failAll('hangs up');
    await clock.advance(49 * hour);
    await expect.poll(async () => JSON.stringify(await ask('{ sources { lastError } }'))).not.toContain('null');

    const sky = await ask(computed, of(clock.now()));
    expect(sky.errors).toBeUndefined();
    expect(sky).toMatchObject({
      data: { iss: { position: { provenance: { source: 'celestrak', freshness: 'STALE' } } } },
    });
    const rest = await ask(published);
    expect(rest.errors).toBeUndefined();
    expect(freshnessIn(rest)).toContain('STALE');
    for (const freshness of [freshnessIn(sky), freshnessIn(rest), await sources()])
      expect(freshness).not.toContain('FRESH');
  },
);
