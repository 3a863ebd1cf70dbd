import { expect, test } from 'vitest';
import { separationDegrees } from './body-separation.ts';

test.each([
  [{ azimuth: 10, elevation: 20 }, { azimuth: 10, elevation: 20 }, 0],
  [{ azimuth: 10, elevation: 20 }, { azimuth: 10, elevation: -30 }, 50],
  [{ azimuth: 359.9, elevation: 0 }, { azimuth: 0.1, elevation: 0 }, 0.2],
  [{ azimuth: 0, elevation: 60 }, { azimuth: 180, elevation: 60 }, 60],
  [{ azimuth: 77, elevation: 90 }, { azimuth: 211, elevation: 90 }, 0],
  [{ azimuth: 90, elevation: 45 }, { azimuth: 270, elevation: -45 }, 180],
])('%j and %j are %d degrees apart', (one, other, degrees) => {
  expect(separationDegrees(one, other)).toBeCloseTo(degrees, 9);
});
