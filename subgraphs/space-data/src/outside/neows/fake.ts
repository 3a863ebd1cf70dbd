import type { GoodAnswer } from '../fake-upstream.ts';
import { askedDays } from '../nasa/asked-days.ts';

const address = 'http://api.nasa.gov/neo/rest/v1';
const secret = 'api_key=k3y-in-an-address';

/** Recorded by others (DanStor/NASA_API_Testing, saintaze/Asteroids-Vue), with a field that we do not know and an approach to another planet. */
export const fakeObject = (id: string, closestAt: Temporal.Instant) => ({
  links: { self: `${address}/neo/${id}?${secret}` },
  id,
  neo_reference_id: id,
  name: `(2026 ${id})`,
  nasa_jpl_url: `https://ssd.jpl.nasa.gov/tools/sbdb_lookup.html#/?sstr=${id}`,
  absolute_magnitude_h: 21.389,
  estimated_diameter: {
    kilometers: { estimated_diameter_min: 0.1402022478, estimated_diameter_max: 0.3135017567 },
    meters: { estimated_diameter_min: 140.2022478229, estimated_diameter_max: 313.5017567302 },
  },
  is_potentially_hazardous_asteroid: true,
  close_approach_data: [
    approach(closestAt, 'Earth', '5000053.456145697'),
    approach(closestAt.add({ hours: 1 }), 'Venus', '4.1'),
    approach(closestAt.subtract({ hours: 365 * 24 }), 'Earth', '4.2'),
  ],
  is_sentry_object: false,
  something_new: { of: 'next year' },
});

const approach = (at: Temporal.Instant, body: string, kilometers: string) => ({
  close_approach_date: at.toString().slice(0, 10),
  close_approach_date_full: at.toString().slice(0, 16),
  epoch_date_close_approach: at.epochMilliseconds,
  relative_velocity: { kilometers_per_second: '15.509475255', kilometers_per_hour: '55834.1109179878' },
  miss_distance: { astronomical: '0.0334232931', lunar: '13.0016610159', kilometers, miles: '3106889.1492847386' },
  orbiting_body: body,
});

/** Another one every evening, and the same one at noon of every fifth day. */
const fakeDay = (date: Temporal.PlainDate) => {
  const at = (hour: string) => Temporal.Instant.from(`${date.toString()}T${hour}:00Z`);
  const evening = fakeObject(`3${date.toString().replaceAll('-', '')}`, at('21:30'));
  return date.dayOfYear % 5 === 0 ? [evening, fakeObject('2000433', at('12:00'))] : [evening];
};

/** An answer about these days, the last one first. */
export const fakeFeedOf = (days: Readonly<Record<string, readonly unknown[]>>): GoodAnswer => ({
  body: JSON.stringify({
    links: { next: `${address}/feed?${secret}`, prev: `${address}/feed?${secret}`, self: `${address}/feed?${secret}` },
    element_count: Object.values(days).flat().length,
    near_earth_objects: Object.fromEntries(Object.entries(days).toReversed()),
  }),
});

/** Every day has objects that come near; more than seven days are refused. Assumed: what that says. */
export function fakeFeed(url: URL): GoodAnswer {
  const dates = askedDays(url, 'start_date', 'end_date');
  if (dates.length >= 1 && dates.length <= 7) {
    return fakeFeedOf(Object.fromEntries(dates.map((date) => [date.toString(), fakeDay(date)])));
  }
  return { status: 400, body: '{"code":400,"http_error":"BAD_REQUEST","error_message":"Date Format Exception"}' };
}
