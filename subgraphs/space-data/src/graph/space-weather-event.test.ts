import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';
import { untilMorning } from '../testing/until-morning.ts';

let open: OpenSources;
beforeAll(async () => void (open = await openTestSources()));
afterAll(() => open[Symbol.asyncDispose]());

const hour = 3_600_000;
const midnight = (ahead: number) =>
  open.platform.clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: ahead }).toString() + 'T00:00:00Z';
const ask = (from: string, to: string, { kinds = '', fields = 'id' } = {}) =>
  open.ask(`{ spaceWeather(from: "${from}", to: "${to}"${kinds}) { ${fields} } }`);
/** What of a field an answer has, in its order. */
const all = (field: string, answer: unknown) =>
  [...JSON.stringify(answer).matchAll(new RegExp(`"${field}":"([^"]*)"`, 'g'))].map(([, value]) => value);

// The first, as nobody has been asked yet.
test('as long as nobody has been asked there is no space weather', async () => {
  expect(await ask(midnight(-10), midnight(1))).toEqual({ data: { spaceWeather: [] } });
});

test('every event says what it is, the newest first', async () => {
  await untilMorning(open);
  await open.refresh('donki');
  const fields = `id kind startedAt peakAt endedAt classType speedKmS note
    provenance { source method fetchedAt observedAt freshness staleSince license }`;

  const answer = await ask(midnight(-9), midnight(1), { fields });

  const provenance = { source: 'donki', method: 'REMOTE', fetchedAt: expect.any(String), freshness: 'FRESH' };
  const common = { provenance: { ...provenance, observedAt: null, staleSince: null, license: null } };
  const none = { peakAt: null, endedAt: null, classType: null, speedKmS: null, note: null };
  const time = (text: string) => expect.stringMatching(`^\\d{4}-\\d\\d-\\d\\dT${text}Z$`);
  expect(answer.errors).toBeUndefined();
  expect(answer.data?.['spaceWeather']).toEqual(
    expect.arrayContaining([
      {
        ...{ ...common, ...none, kind: 'FLARE', id: expect.stringMatching(/T02:31:00-FLR-001$/) },
        ...{ startedAt: time('02:31:00'), peakAt: time('02:42:00'), endedAt: time('02:48:00'), classType: 'C5.0' },
      },
      {
        ...{ ...common, ...none, kind: 'CORONAL_MASS_EJECTION', id: expect.stringMatching(/-CME-001$/) },
        ...{ startedAt: time('03:12:00'), speedKmS: 1085, note: 'Visible to the east in STEREO A.' },
      },
      {
        ...{ ...common, ...none, kind: 'GEOMAGNETIC_STORM', id: expect.stringMatching(/-GST-001$/) },
        ...{ startedAt: time('03:00:00'), peakAt: time('09:00:00'), note: 'Kp 7.33 at most' },
      },
    ]),
  );
  const startedAt = all('startedAt', answer);
  expect(startedAt.length).toBeGreaterThan(15);
  expect(startedAt).toEqual(startedAt.toSorted((one = '', other = '') => Temporal.Instant.compare(other, one)));
});

test('who wants some kinds gets no others', async () => {
  const kinds = async (asked: string) =>
    new Set(all('kind', await ask(midnight(-9), midnight(1), { kinds: `, kinds: ${asked}`, fields: 'kind' })));

  expect(await kinds('[FLARE, GEOMAGNETIC_STORM]')).toEqual(new Set(['FLARE', 'GEOMAGNETIC_STORM']));
  expect(await kinds('[CORONAL_MASS_EJECTION]')).toEqual(new Set(['CORONAL_MASS_EJECTION']));
  expect(await kinds('null')).toHaveProperty('size', 3);
  expect(await kinds('[]')).toHaveProperty('size', 0);
});

test('the beginning belongs to a stretch of time, and the end does not', async () => {
  const [night = '', next = ''] = [midnight(-3), midnight(-2)].map((at) => at.replace('T00:00', 'T02:31'));

  const ids = all('id', await ask(night, next, { kinds: ', kinds: [FLARE]' }));

  expect(ids).toEqual([`${night.slice(0, 19)}-FLR-001`]);
});

test('it is fresh for an hour and a half, then stale, and expired after a day', async () => {
  await untilMorning(open);
  await open.refresh('donki');
  const [from, to] = [midnight(0), midnight(1)];
  const freshness: unknown[] = [];
  for (const hours of [1.4, 0.2, 22.3, 0.2]) {
    await open.platform.clock.advance(hours * hour);
    freshness.push(all('freshness', await ask(from, to, { fields: 'provenance { freshness }' }))[0]);
  }

  expect(freshness).toEqual(['FRESH', 'STALE', 'STALE', 'EXPIRED']);
});

test('31 days are told at once, and no more; nor any that end before they begin', async () => {
  const codes = async (from: string, to: string) =>
    (await ask(from, to)).errors?.map(({ extensions }) => extensions?.['code']);

  expect(await codes('2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z')).toBeUndefined();
  expect(await codes('2026-10-01T00:00:00Z', '2026-11-01T00:00:01Z')).toEqual(['BAD_USER_INPUT']);
  expect(await codes('2026-10-01T00:00:01Z', '2026-10-01T00:00:00Z')).toEqual(['BAD_USER_INPUT']);
});
