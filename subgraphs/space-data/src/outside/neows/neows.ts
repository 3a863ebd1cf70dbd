import { z } from 'zod';
import { type Approach, keepApproaches } from '../../data/near-earth-objects.queries.ts';
import { schedules } from '../../domain/schedules.ts';
import { writtenNumber } from '../../domain/written-number.ts';
import { writtenText } from '../../domain/written-text.ts';
import type { Nasa } from '../nasa/nasa.ts';
import { passingOver } from '../readable.ts';
import type { Source } from '../source.ts';
import { UpstreamFailure } from '../upstream-failure.ts';

/** How much may be asked for at once. */
const daysPerRequest = 7;

/** Counted from today; the present one first, should the others fail. */
const weeks = [0, 1, 2, 3, -1];

const size = writtenNumber.pipe(z.number().min(0));

/** When it comes, and the day that it is listed under, are at most a day apart. */
const approach = z
  .object({
    close_approach_date: z.iso.date(),
    epoch_date_close_approach: writtenNumber.pipe(z.number().min(-1e14).max(1e14)),
    relative_velocity: z.object({ kilometers_per_second: size }),
    miss_distance: z.object({ kilometers: size }),
    orbiting_body: z.string(),
  })
  .transform((told) => ({
    day: told.close_approach_date,
    closestMs: Math.round(told.epoch_date_close_approach),
    missDistanceKm: told.miss_distance.kilometers,
    velocityKmS: told.relative_velocity.kilometers_per_second,
    orbits: told.orbiting_body,
  }))
  .refine(({ day, closestMs }) => isNear(closestMs, day));

const msOfDay = 86_400_000;

const isNear = (closestMs: number, day: string) => {
  const sinceMidnightMs = closestMs - Temporal.Instant.from(`${day}T00:00Z`).epochMilliseconds;
  return sinceMidnightMs >= -msOfDay && sinceMidnightMs < 2 * msOfDay;
};

/** Numbers are text there. Addresses are passed over, as they have the key in them. */
const nearEarthObject = z.object({
  id: writtenText.pipe(z.string().min(1)),
  name: writtenText.pipe(z.string().min(1)),
  is_potentially_hazardous_asteroid: z.boolean(),
  estimated_diameter: z.object({
    kilometers: z
      .object({ estimated_diameter_min: size, estimated_diameter_max: size })
      .refine((told) => told.estimated_diameter_min <= told.estimated_diameter_max),
  }),
  close_approach_data: approach.array(),
});

/** By days in no order (api.nasa.gov, Asteroids - NeoWs). A day that is no list is passed over as one entry. */
const feed = z.object({
  near_earth_objects: z.record(z.string(), passingOver(nearEarthObject).catch({ count: 1, read: [], passedOver: 1 })),
});

/** NASA's Near Earth Object Web Service. */
export const neows = (nasa: Nasa): Source => ({
  id: 'neows',
  name: 'Near Earth Object Web Service',
  schedule: schedules.neows,
  isConfigured: nasa.isConfigured,
  async *ask(at, passOver) {
    const today = at.toZonedDateTimeISO('UTC').toPlainDate();
    for (const week of weeks) {
      const { days, approaches, passedOver } = await askFrom(nasa, today.add({ days: week * daysPerRequest }));
      passOver(passedOver);
      yield (tx) => keepApproaches(tx, days, approaches, at);
    }
  },
});

/** What comes near in the days from a first one on, and for which of them all of that is told and could be read. */
async function askFrom(nasa: Nasa, first: Temporal.PlainDate) {
  const asked = Array.from({ length: daysPerRequest }, (_, index) => first.add({ days: index }).toString());
  const told = await nasa.ask({
    path: '/neo/rest/v1/feed',
    parameters: { start_date: asked[0] ?? '', end_date: asked.at(-1) ?? '' },
    schema: feed,
    mostBytes: 10_000_000,
  });
  const listed = asked.flatMap((day) => {
    const objects = told.near_earth_objects[day];
    return objects ? [{ day, ...objects }] : [];
  });
  const approaches = listed.flatMap(({ day, read }) => read.flatMap((each) => approachesOf(each, day)));
  // There is no such week, so it would take away what there is.
  if (approaches.length === 0) throw new UpstreamFailure('UPSTREAM_MALFORMED');
  const days = listed.filter(({ passedOver }) => passedOver === 0).map(({ day }) => day);
  return { days, approaches, passedOver: listed.reduce((sum, each) => sum + each.passedOver, 0) };
}

/** How something comes near the Earth on a day. */
const approachesOf = (told: z.output<typeof nearEarthObject>, day: string): Approach[] =>
  told.close_approach_data
    .filter((each) => each.orbits === 'Earth' && each.day === day)
    .map(({ closestMs, missDistanceKm, velocityKmS }) => ({
      objectId: told.id,
      day,
      name: told.name,
      hazardous: told.is_potentially_hazardous_asteroid,
      diameterMinKm: told.estimated_diameter.kilometers.estimated_diameter_min,
      diameterMaxKm: told.estimated_diameter.kilometers.estimated_diameter_max,
      closestAt: Temporal.Instant.fromEpochMilliseconds(closestMs),
      missDistanceKm,
      velocityKmS,
    }));
