import { makeGatewayKeys } from '@constellation/kit';
import { expect, test } from 'vitest';
import { readEnvironment, sourcesIn } from './env.ts';

const { publicKeys } = makeGatewayKeys();
const read = (variables: Readonly<Record<string, string>> = {}) =>
  sourcesIn(
    readEnvironment({
      DATABASE_URL: 'postgres://localhost',
      REDIS_URL: 'redis://localhost',
      NATS_URL: 'nats://localhost',
      CONSTELLATION_GATEWAY_PUBLIC_KEYS: publicKeys,
      ...variables,
    }),
  );

test('nobody is asked unless it is said, and then where they are', () => {
  expect(read().areAsked).toBe(false);
  expect(
    read({ CONSTELLATION_SPACE_SOURCES: 'on', CONSTELLATION_CELESTRAK_URL: '', CONSTELLATION_OSDR_URL: '' }),
  ).toEqual({
    areAsked: true,
    addresses: {
      celestrak: 'https://celestrak.org',
      whereTheIssAt: 'https://api.wheretheiss.at',
      openNotify: 'http://api.open-notify.org',
      launchLibrary: 'https://ll.thespacedevs.com',
      astronomyApi: 'https://api.astronomyapi.com',
      nasa: 'https://api.nasa.gov',
      osdr: 'https://osdr.nasa.gov',
      mast: 'https://mast.stsci.edu',
      jwstGallery: 'https://api.jwstapi.com',
    },
    keys: {},
  });
});

test('those who want a key are told the one that is given, and an empty one is none', () => {
  expect(read({ CONSTELLATION_NASA_API_KEY: 'k3y-of-ours' }).keys).toEqual({ nasa: 'k3y-of-ours' });
  expect(read({ CONSTELLATION_NASA_API_KEY: '' }).keys).toEqual({ nasa: undefined });
  expect(read({ CONSTELLATION_JWST_API_KEY: 'k3y-of-ours' }).keys).toEqual({ jwstGallery: 'k3y-of-ours' });
  expect(read({ CONSTELLATION_JWST_API_KEY: '' }).keys).toEqual({ jwstGallery: undefined });
  expect(() => read({ CONSTELLATION_NASA_API_KEY: 'two words' })).toThrow('CONSTELLATION_NASA_API_KEY');
});

test('they can be elsewhere', () => {
  expect(read({ CONSTELLATION_CELESTRAK_URL: 'http://127.0.0.1:9' }).addresses?.celestrak).toBe('http://127.0.0.1:9');
  expect(() => read({ CONSTELLATION_WHERETHEISS_URL: 'nowhere' })).toThrow('CONSTELLATION_WHERETHEISS_URL');
});

test('AstronomyAPI is known by its application and the secret of that, or not at all', () => {
  const keyOf = (id: string, secret: string) =>
    read({ CONSTELLATION_ASTRONOMY_API_ID: id, CONSTELLATION_ASTRONOMY_API_SECRET: secret }).keys?.astronomyApi;

  expect(keyOf('app', 'secret')).toEqual({ id: 'app', secret: 'secret' });
  for (const [id, secret] of [
    ['', ''],
    ['app', ''],
    ['', 'secret'],
  ] as const)
    expect(keyOf(id, secret)).toBeUndefined();
});
