import { expect, test } from 'vitest';
import { at, secondsFrom } from '../testing/instants.ts';
import { berlin, dallas } from '../testing/places.ts';
import { bodiesOver } from './bodies.ts';
import { eclipsesBetween } from './eclipses.ts';
import { eclipsesOver } from './local-eclipses.ts';

const [start, end] = [at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z')];

test('the year 2026 has four eclipses, in order and of the types that NASA lists', () => {
  const found = eclipsesBetween(start, end);

  expect(found.map(({ kind, type, peak }) => `${peak.toString().slice(0, 10)} ${kind} ${type}`)).toEqual([
    '2026-02-17 SOLAR ANNULAR',
    '2026-03-03 LUNAR TOTAL',
    '2026-08-12 SOLAR TOTAL',
    '2026-08-28 LUNAR PARTIAL',
  ]);
});

test('peaks are in UTC, not in the dynamical time of the catalogues', () => {
  const [solar] = eclipsesBetween(at('2026-08-01T00:00:00Z'), end, 'SOLAR');
  const [lunar] = eclipsesBetween(start, end, 'LUNAR');

  // NASA's catalogue has 17:47:06 TD, 71.9 s ahead by its own estimate.
  expect(secondsFrom('2026-08-12T17:45:54Z', solar?.peak)).toBeLessThan(30);
  expect(secondsFrom('2026-03-03T11:33:41Z', lunar?.peak)).toBeLessThan(60);
  expect(solar?.latitude).toBeCloseTo(65.2, 0);
  expect(solar?.longitude).toBeCloseTo(-25.2, 0);
});

test('an eclipse belongs to the stretch that its peak is in', () => {
  const [eclipse] = eclipsesBetween(start, end, 'LUNAR');
  const peak = eclipse?.peak ?? start;

  expect(eclipsesBetween(start, peak, 'LUNAR')).toEqual([]);
  expect(eclipsesBetween(peak, peak.add({ milliseconds: 1 }), 'LUNAR')).toEqual([eclipse]);
});

test('however a stretch is cut in two, each eclipse is in one of them, here and anywhere', () => {
  const [from, to] = [at('2026-08-01T00:00:00Z'), at('2026-09-10T00:00:00Z')];
  const [anywhere, here] = [eclipsesBetween(from, to), eclipsesOver(berlin, from, to)];
  const cuts = [...anywhere, ...here].flatMap(({ peak }) =>
    Array.from({ length: 17 }, (_, index) => peak.add({ minutes: 30 * (index - 8) })),
  );

  for (const cut of cuts) {
    expect([...eclipsesBetween(from, cut), ...eclipsesBetween(cut, to)].map(peakOf)).toEqual(anywhere.map(peakOf));
    expect([...eclipsesOver(berlin, from, cut), ...eclipsesOver(berlin, cut, to)].map(peakOf)).toEqual(
      here.map(peakOf),
    );
  }
  expect([anywhere.length, here.length]).toEqual([2, 2]);
});

/** To the second: where a search begins changes its result by less. */
const peakOf = ({ kind, peak }: { readonly kind: string; readonly peak: Temporal.Instant }) =>
  `${kind} ${peak.round('second').toString()}`;

test('Dallas had the contacts of April 2024 in the minutes that NASA announced, and 3 min 52 s of totality', () => {
  const [eclipse] = eclipsesOver(dallas, at('2024-04-01T00:00:00Z'), at('2024-05-01T00:00:00Z'));

  const { partialStart, totalStart, peak, totalEnd, partialEnd } = eclipse ?? {};
  const minutes = [partialStart, totalStart, peak, totalEnd, partialEnd].map((contact) =>
    contact?.toZonedDateTimeISO('America/Chicago').toPlainTime().toString().slice(0, 5),
  );
  expect(minutes).toEqual(['12:23', '13:40', '13:42', '13:44', '15:02']);
  expect(Math.abs(Number(totalStart && totalEnd?.since(totalStart).total('seconds')) - 232)).toBeLessThan(30);
  expect(eclipse).toMatchObject({ kind: 'SOLAR', type: 'TOTAL', obscuration: 1, visible: true });
});

test('what is total elsewhere is partial here, and lacks the total contacts', () => {
  const [eclipse] = eclipsesOver(berlin, at('2026-08-01T00:00:00Z'), at('2026-08-20T00:00:00Z'));

  expect(eclipse).toMatchObject({ kind: 'SOLAR', type: 'PARTIAL', totalStart: undefined, totalEnd: undefined });
  expect(eclipse?.obscuration).toBeGreaterThan(0.8);
  expect(eclipse?.obscuration).toBeLessThan(1);
});

test('an eclipse with the Moon below the horizon throughout is not visible', () => {
  const march = [at('2026-03-01T00:00:00Z'), at('2026-03-05T00:00:00Z')] as const;

  expect(eclipsesOver(dallas, ...march)).toMatchObject([{ kind: 'LUNAR', type: 'TOTAL', visible: true }]);
  expect(eclipsesOver(berlin, ...march)).toMatchObject([{ kind: 'LUNAR', type: 'TOTAL', visible: false }]);
  expect(eclipsesOver(berlin, ...march)[0]?.elevation).toBeLessThan(0);
});

test('planets stand where almanacs have them', () => {
  const bodies = new Map(bodiesOver(berlin, at('2026-01-09T23:10:00Z')).map((found) => [found.body, found]));

  // Jupiter was in opposition in Gemini the next morning: south at midnight, of magnitude -2.7.
  expect(bodies.get('Jupiter')).toMatchObject({ constellation: 'Gemini' });
  expect(bodies.get('Jupiter')?.magnitude).toBeCloseTo(-2.7, 1);
  expect(Math.abs(Number(bodies.get('Jupiter')?.azimuth) - 180)).toBeLessThan(15);
  expect(bodies.get('Jupiter')?.elevation).toBeGreaterThan(55);
  expect(bodies.get('Sun')?.elevation).toBeLessThan(-50);
  expect([...bodies.keys()]).toHaveLength(9);
});
