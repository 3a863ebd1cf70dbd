import { systemClock } from '@constellation/kit';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { openClient } from './fixtures/client.ts';
import { openDataDirectory } from './fixtures/data-directory.ts';
import { dates } from './fixtures/play-tour.ts';
import { fillIn, printedTour } from './fixtures/printed-tour.ts';
import { startStandalone } from './fixtures/standalone.ts';

/** As `npm start` runs, with every source asked, and nobody outside of this machine within reach. */
const cutOff = {
  NODE_OPTIONS: `--import ${new URL('fixtures/cut-network.ts', import.meta.url).href}`,
  CONSTELLATION_SPACE_SOURCES: 'on',
  CONSTELLATION_ASTRONOMY_API_ID: 'app',
  CONSTELLATION_ASTRONOMY_API_SECRET: 'of-a-test',
  CONSTELLATION_NASA_API_KEY: 'k3y-for-nasa',
  CONSTELLATION_JWST_API_KEY: 'k3y-of-the-gallery',
};

const instant = z.iso.datetime();
const seen = z.array(z.object({ visibleFrom: instant, visibleTo: instant }));
const sky = z.object({
  sun: z.object({ set: instant, civilDusk: instant, nauticalDusk: instant }),
  moon: z.object({ phase: z.string(), illumination: z.number() }),
  issPasses: seen,
  later: seen,
  latest: seen,
});
const position = z.object({ latitude: z.number(), provenance: z.object({ source: z.literal('bundled') }) });
const lookedUp = z.object({ tonight: z.object({ sky }), iss: z.object({ position }) });

/** The README's question for what stands above a venue tonight. */
async function tonightAbove(venueId: string): Promise<string> {
  const step = (await printedTour()).find(({ operation }) => operation.includes('issPasses'));
  const known = new Map<string, unknown>([...dates(systemClock), ['venue', { id: venueId }]]);
  return fillIn(step?.operation ?? '', known);
}

// Whatever the day, the station can be seen from Paris within thirty of it, as long as the elements that are shipped carry it,
// two years from their date: that was reckoned for each of these days but the last month.
test('with the network cut, tonight above the venue has passes to be seen, twilight and the Moon, and sources say that they are away', async () => {
  await using data = await openDataDirectory(inject('preparedDirectory'));
  await using child = startStandalone(data.path, cutOff);
  const { ask } = openClient(await child.url, { authorization: null });
  const errors = async () => JSON.stringify(await ask('{ sources { id breaker lastError freshness } }'));
  await expect.poll(errors, { timeout: 60_000 }).not.toContain('"lastError":null');

  const { data: found } = await ask('{ venue(slug: "harrys-new-york-bar") { id } }');
  const { venue } = z.object({ venue: z.object({ id: z.string() }) }).parse(found);
  const answer = await ask(await tonightAbove(venue.id));

  expect(answer.errors).toBeUndefined();
  const { issPasses, later, latest } = lookedUp.parse(answer.data).tonight.sky;
  expect([...issPasses, ...later, ...latest]).not.toEqual([]);
  const sources = z
    .object({ sources: z.array(z.object({ lastError: z.string(), freshness: z.string() })) })
    .parse((await ask('{ sources { lastError freshness } }')).data).sources;
  expect(new Set(sources.map(({ lastError }) => lastError))).toEqual(new Set(['UPSTREAM_UNREACHABLE']));
  expect(new Set(sources.map(({ freshness }) => freshness))).toEqual(new Set(['EXPIRED']));
  const away = new Set([...child.output().matchAll(/cut off from (\S+)/g)].map(([, host]) => host));
  expect(away).toContain('celestrak.org');
  expect(away.size).toBeGreaterThan(7);
});
