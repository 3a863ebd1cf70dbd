/** A direction on a sphere, in degrees: on the ground, or above a horizon by elevation and azimuth. */
interface Direction {
  readonly latitude: number;
  readonly longitude: number;
}

const degree = Math.PI / 180;

/** The shortest way between two directions on a sphere, in radians (haversine). */
export function arcBetween(one: Direction, other: Direction): number {
  const [first, second] = [one.latitude * degree, other.latitude * degree];
  const northward = Math.sin((second - first) / 2);
  const eastward = Math.sin(((other.longitude - one.longitude) * degree) / 2);
  const square = northward ** 2 + Math.cos(first) * Math.cos(second) * eastward ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(square)));
}
