const points = 'N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW'.split(' ');

/** The nearest of 16 points to an azimuth in degrees. */
export const compassPoint = (azimuth: number): string => points[Math.round(azimuth / 22.5) % 16] ?? 'N';
