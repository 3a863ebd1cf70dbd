import { Refusal } from '@constellation/kit/refusal';

/** Somewhere on Earth: degrees, and metres above sea level. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly elevation: number;
}

const ranges = [
  ['latitude', -90, 90],
  ['longitude', -180, 180],
  ['elevation', -500, 9000],
] as const;

/**
 * The place that an argument names, in steps of a thousandth of a degree and ten metres: neighbours share what is computed, and a
 * satellite rises there within hundredths of a second.
 * @throws Refusal BAD_USER_INPUT where there is none.
 */
export function acceptPlace(location: {
  readonly latitude: number;
  readonly longitude: number;
  readonly elevation?: number | null;
}): Place {
  const place = { ...location, elevation: location.elevation ?? 0 };
  for (const [part, least, most] of ranges) {
    if (place[part] >= least && place[part] <= most) continue;
    throw new Refusal('BAD_USER_INPUT', `\`location.${part}\` is from ${least} to ${most}`, {
      path: ['location', part],
    });
  }
  return {
    latitude: Math.round(place.latitude * 1000) / 1000,
    longitude: Math.round(place.longitude * 1000) / 1000,
    elevation: Math.round(place.elevation / 10) * 10,
  };
}
