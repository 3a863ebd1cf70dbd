import { expect, test } from 'vitest';
import { rightsIn } from '../src/rights.ts';
import { apiSchema } from './api-schema.ts';
import { composeSupergraph } from './compose.ts';

const supergraph = composeSupergraph();
const schema = apiSchema(supergraph);

test('clients see one graph over all parts', () => {
  expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual([
    'booking',
    'bookings',
    'me',
    'user',
    'partner',
    'partners',
    'iss',
    'satellite',
    'sky',
    'moonPhases',
    'seasons',
    'eclipses',
    'launches',
    'bodyComparisons',
    'pictureOfTheDay',
    'nearEarthObjects',
    'osdrDatasets',
    'spaceWeather',
    'jwstImages',
    'sources',
    'device',
    'devices',
    'venue',
    'venues',
  ]);
  expect(Object.keys(schema.getSubscriptionType()?.getFields() ?? {})).toEqual([
    'bookingStatusChanged',
    'readingReceived',
    'issMoved',
    'visiblePassSoon',
  ]);
});

test('clients see nothing of the machinery', () => {
  expect(Object.keys(schema.getTypeMap())).not.toContainEqual(expect.stringMatching(/^_[^_]|^(join|link)__/));
});

test('the live part has no server', () => {
  expect(supergraph).toContain('EVENTS @join__graph(name: "events", url: "nats://events")');
});

test('who has not signed in finds venues and the sky and can sign in, and nothing else', () => {
  const open = [...rightsIn(supergraph)].flatMap(([coordinate, right]) => (right === 'PUBLIC' ? coordinate : []));

  expect(open.filter((coordinate) => /^(Query|Mutation|Subscription)\./.test(coordinate))).toEqual([
    'Mutation.signUp',
    'Mutation.signIn',
    'Mutation.refreshSession',
    'Mutation.requestPasswordReset',
    'Mutation.resetPassword',
    'Query.me',
    'Query.iss',
    'Query.satellite',
    'Query.sky',
    'Query.moonPhases',
    'Query.seasons',
    'Query.eclipses',
    'Query.launches',
    'Query.bodyComparisons',
    'Query.pictureOfTheDay',
    'Query.nearEarthObjects',
    'Query.osdrDatasets',
    'Query.spaceWeather',
    'Query.jwstImages',
    'Query.sources',
    'Query.venue',
    'Query.venues',
    'Subscription.issMoved',
    'Subscription.visiblePassSoon',
  ]);
});
