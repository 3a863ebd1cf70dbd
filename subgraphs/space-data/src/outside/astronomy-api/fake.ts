import { bodiesOver } from '../../domain/bodies.ts';
import { greenwichZone } from '../../domain/greenwich.ts';
import { type FakeUpstream, openFake } from '../fake-upstream.ts';

/** In which shape it answers, or what it does apart from failing like anybody else. */
export type AstronomyApiMood = 'rows' | 'table' | 'misspells' | 'refuses what it is asked' | 'is of another time';

/** AstronomyAPI as far as we ask it: where bodies stand, by the clocks of Greenwich whatever the place. */
export interface FakeAstronomyApi extends FakeUpstream {
  be(mood: AstronomyApiMood): void;
  /** Has rows begin with these from now on. */
  tellFirst(rows: readonly unknown[]): void;
}

const required = ['latitude', 'longitude', 'elevation', 'from_date', 'to_date', 'time'] as const;

/** Documented (requests-and-response/error-responses.md); what the answer repeats of the question is left out. */
const refusal = (missing: string) => ({
  statusCode: 422,
  errors: [{ path: [], property: 'instance', message: `requires property "${missing}"`, name: 'required' }],
});

/** Documented: an angle has two digits after the point, and a text that is wrong below zero. */
const angle = (degrees: number) => ({ degrees: degrees.toFixed(2), string: `${Math.round(degrees - 1)}° 0' 0"` });

/** Documented (endpoints/bodies/positions.md); that the Earth has no direction is assumed. */
const positionOf = (body: string, date: string, direction: object | null, mood: AstronomyApiMood) => ({
  ...{ date, id: body.toLowerCase(), name: body },
  distance: { fromEarth: { au: '0.98378', km: '147171382.76144' } },
  position: {
    ...(mood !== 'misspells' && { horizontal: direction }),
    horizonal: direction,
    equatorial: {
      rightAscension: { hours: '17.92', string: '17h 55m 12s' },
      declination: { degrees: '-23.43', string: '-24° 34\' 12"' },
    },
    constellation: { id: 'sgr', short: 'Sgr', name: 'Sagittarius' },
  },
  extraInfo: { elongation: 0, magnitude: -26.77762 },
  somethingNew: { of: 'next year' },
});

function positionsFor(query: URLSearchParams, mood: AstronomyApiMood) {
  const text = (name: string) => query.get(name) ?? '';
  const place = { latitude: Number(text('latitude')), longitude: Number(text('longitude')), elevation: 0 };
  const local = Temporal.PlainDateTime.from(`${text('from_date')}T${text('time')}`)
    .toZonedDateTime(greenwichZone)
    .subtract({ days: mood === 'is of another time' ? 30 : 0 });
  const date = local.toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });
  const seen = bodiesOver(place, local.toInstant()).map(({ body, azimuth, elevation }) =>
    positionOf(body, date, { altitude: angle(elevation), azimuth: angle(azimuth) }, mood),
  );
  return [...seen, positionOf('Earth', date, null, mood), positionOf('Pluto', date, null, mood)];
}

/** The same positions, as they are documented for either `output`. */
const shapes = {
  rows: (positions: ReturnType<typeof positionsFor>, first: readonly unknown[]) => ({
    rows: [...first, ...positions.map((each) => ({ body: { id: each.id, name: each.name }, positions: [each] }))],
  }),
  table: (positions: ReturnType<typeof positionsFor>) => ({
    table: {
      header: positions.slice(0, 1).map(({ date }) => date),
      rows: positions.map((each) => ({ entry: { id: each.id, name: each.name }, cells: [each] })),
    },
  }),
};

/** Opens one that answers for the time that it is asked for. */
export async function fakeAstronomyApi(): Promise<FakeAstronomyApi> {
  let mood: AstronomyApiMood = 'rows';
  let first: readonly unknown[] = [];
  const fake = await openFake(({ pathname, searchParams }) => {
    if (pathname !== '/api/v2/bodies/positions') return { status: 404, body: '{"statusCode":404}' };
    const missing = mood === 'refuses what it is asked' ? 'latitude' : required.find((name) => !searchParams.get(name));
    if (missing !== undefined) return { status: 422, body: JSON.stringify(refusal(missing)) };
    const shape = shapes[mood === 'table' ? 'table' : 'rows'];
    return { body: JSON.stringify({ data: shape(positionsFor(searchParams, mood), first) }) };
  });
  return Object.assign(fake, {
    be: (next: AstronomyApiMood) => void (mood = next),
    tellFirst: (next: readonly unknown[]) => void (first = next),
  });
}
