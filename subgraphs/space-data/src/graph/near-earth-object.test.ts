import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';
import { untilMorning } from '../testing/until-morning.ts';

let open: OpenSources;
beforeAll(async () => void (open = await openTestSources()));
afterAll(() => open[Symbol.asyncDispose]());

const hour = 3_600_000;
const day = (ahead: number) =>
  open.platform.clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: ahead }).toString();
const ask = (from: string, to: string, fields = 'id') =>
  open.ask(`{ nearEarthObjects(from: "${from}", to: "${to}") { ${fields} } }`);

// The first, as nobody has been asked yet.
test('as long as nobody has been asked nothing comes near', async () => {
  expect(await ask(day(0), day(7))).toEqual({ data: { nearEarthObjects: [] } });
});

test('what comes near is told by when it is closest, from a day on until before another', async () => {
  await untilMorning(open);
  await open.refresh('neows');
  const fields = `id name hazardous diameterMinKm diameterMaxKm closestAt missDistanceKm velocityKmS
    provenance { source method fetchedAt observedAt freshness staleSince license }`;

  const { data, errors } = await ask(day(0), day(10), fields);

  const known = {
    hazardous: true,
    diameterMinKm: 0.1402022478,
    diameterMaxKm: 0.3135017567,
    velocityKmS: 15.509475255,
  };
  const provenance = { source: 'neows', method: 'REMOTE', fetchedAt: expect.any(String), freshness: 'FRESH' };
  const untold = { observedAt: null, staleSince: null, license: null };
  const common = { ...known, missDistanceKm: 5_000_053.456145697, provenance: { ...provenance, ...untold } };
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    nearEarthObjects: Array.from({ length: 10 }, (_, ahead) => day(ahead)).flatMap((date) => [
      ...(Temporal.PlainDate.from(date).dayOfYear % 5 === 0
        ? [{ ...common, id: `2000433-${date}`, name: '(2026 2000433)', closestAt: `${date}T12:00:00Z` }]
        : []),
      { ...common, id: expect.any(String), name: expect.any(String), closestAt: `${date}T21:30:00Z` },
    ]),
  });
  expect(await ask(day(0), day(0))).toEqual({ data: { nearEarthObjects: [] } });
});

test('it is fresh for three hours, then stale, and expired after two days', async () => {
  await untilMorning(open);
  await open.refresh('neows');
  const [from, to] = [day(0), day(1)];
  const freshness: unknown[] = [];
  for (const hours of [2.9, 0.2, 44.8, 0.2]) {
    await open.platform.clock.advance(hours * hour);
    freshness.push(await ask(from, to, 'provenance { freshness }'));
  }

  expect(freshness.map((answer) => /FRESH|STALE|EXPIRED/.exec(JSON.stringify(answer))?.[0])).toEqual([
    'FRESH',
    'STALE',
    'STALE',
    'EXPIRED',
  ]);
});

test('31 days are told at once, and no more; nor any that end before they begin', async () => {
  const codes = async (from: string, to: string) =>
    (await ask(from, to)).errors?.map(({ extensions }) => extensions?.code);

  expect(await codes('2026-10-01', '2026-11-01')).toBeUndefined();
  expect(await codes('2026-10-01', '2026-11-02')).toEqual(['BAD_USER_INPUT']);
  expect(await codes('2026-10-02', '2026-10-01')).toEqual(['BAD_USER_INPUT']);
  expect(await codes('9999-12-01', '9999-12-31')).toBeUndefined();
  expect(await codes('0010-01-01', '0010-01-02')).toBeUndefined();
});
