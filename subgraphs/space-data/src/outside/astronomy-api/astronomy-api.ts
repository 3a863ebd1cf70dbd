import { z } from 'zod';
import { keepPublishedBodies, type PublishedBody } from '../../data/published-bodies.queries.ts';
import { type BodyName, bodyNames } from '../../domain/body-names.ts';
import { greenwich, greenwichZone } from '../../domain/greenwich.ts';
import { schedules } from '../../domain/schedules.ts';
import { writtenInstant } from '../../domain/written-instant.ts';
import { writtenNumber } from '../../domain/written-number.ts';
import { passingOver } from '../readable.ts';
import type { Source } from '../source.ts';
import type { Upstream } from '../upstream.ts';

/** Whoever tells of another time than this much from now was not asked for it. */
const mostAwayHours = 24;

const namesById = new Map<string, BodyName>(bodyNames.map((name) => [name.toLowerCase(), name]));

/** Of an angle only its degrees: the text beside them is wrong below zero. */
const degrees = (least: number, most: number) =>
  z.object({ degrees: writtenNumber.pipe(z.number().min(least).max(most)) }).transform((angle) => angle.degrees);

const direction = z
  .object({ altitude: degrees(-90, 90), azimuth: degrees(0, 360) })
  .transform(({ altitude, azimuth }) => ({ azimuth, elevation: altitude }));

/** Where a body stands at a time, which is told with the offset of the place's zone. Both spellings are in use. */
const position = z.object({
  date: z
    .string()
    .regex(/(Z|[+-]\d\d:?\d\d)$/i)
    .pipe(writtenInstant),
  position: z.union([
    z.object({ horizontal: direction }).transform(({ horizontal }) => horizontal),
    z.object({ horizonal: direction }).transform(({ horizonal }) => horizonal),
  ]),
});

const ofBody = z.object({ id: z.string() });

/** A body's positions, in the shape of `rows` or in that of `table`. */
const row = z.union([
  z.object({ body: ofBody, positions: z.unknown().array() }),
  z
    .object({ entry: ofBody, cells: z.unknown().array() })
    .transform(({ entry, cells }) => ({ body: entry, positions: cells })),
]);

const rows = z.union([
  z.object({ rows: z.unknown().array() }).transform((data) => data.rows),
  z.object({ table: z.object({ rows: z.unknown().array() }) }).transform(({ table }) => table.rows),
]);

const ofKnown = z
  .object({ body: z.enum(bodyNames), position })
  .transform(({ body, position: told }): PublishedBody => ({ body, at: told.date, direction: told.position }));

/** Nothing of a body that we do not compute: the direction of the Earth, which is told, means nothing. */
const ofUnknown = z.object({ body: z.undefined(), position: z.unknown() }).transform(() => undefined);

const place = row
  .transform(({ body, positions }) => ({ body: namesById.get(body.id.toLowerCase()), position: positions.at(0) }))
  .pipe(z.union([ofUnknown, ofKnown]));

/** Where bodies stand at about this time. */
const answerAt = (at: Temporal.Instant) => {
  const timely = place.refine((told) => !told || told.at.since(at).abs().total('hours') <= mostAwayHours);
  return z
    .object({ data: rows.pipe(passingOver(timely)) })
    .transform(({ data: { read, passedOver } }) => ({ bodies: read.filter((told) => told !== undefined), passedOver }))
    .refine(({ bodies }) => bodies.length > 0);
};

/** Who AstronomyAPI knows us as. */
export interface AstronomyApiKey {
  readonly id: string;
  readonly secret: string;
}

/** Where bodies stand over Greenwich at the time of asking, by AstronomyAPI 2 (docs.astronomyapi.com/endpoints/bodies/positions). */
export const astronomyApi = (upstream: Upstream, base: string, key: AstronomyApiKey | undefined): Source => ({
  id: 'astronomy-api',
  name: 'AstronomyAPI',
  schedule: schedules['astronomy-api'],
  isConfigured: key !== undefined,
  async *ask(at, passOver) {
    const { bodies, passedOver } = await upstream.ask({
      url: positionsOver(base, at),
      headers: { authorization: `Basic ${Buffer.from(`${key?.id}:${key?.secret}`).toString('base64')}` },
      schema: answerAt(at),
      mostBytes: 2_000_000,
    });
    passOver(passedOver);
    yield (tx) => keepPublishedBodies(tx, bodies, { place: greenwich, fetchedAt: at });
  },
});

/** All six parameters are required, and the time is that of the place's clocks. */
function positionsOver(base: string, at: Temporal.Instant): URL {
  const local = at.toZonedDateTimeISO(greenwichZone);
  const url = new URL('/api/v2/bodies/positions', base);
  const date = local.toPlainDate().toString();
  url.search = new URLSearchParams({
    latitude: String(greenwich.latitude),
    longitude: String(greenwich.longitude),
    elevation: String(greenwich.elevation),
    from_date: date,
    to_date: date,
    time: local.toPlainTime().toString({ smallestUnit: 'second' }),
    output: 'rows',
  }).toString();
  return url;
}
