import { expect, test } from 'vitest';
import { readEnvironment } from './env.ts';

test('a gateway process says all at once what its environment lacks', () => {
  const source = { PORT: 'http', CONSTELLATION_VENUE_URL: 'http://venue:4001/graphql', CONSTELLATION_SUPERGRAF: 'x' };

  expect(() => readEnvironment(source)).toThrow(
    /PORT[^]*CONSTELLATION_BOOKING_URL[^]*CONSTELLATION_SUPERGRAF is unknown: is it meant to be CONSTELLATION_SUPERGRAPH/,
  );
});
