import { type Environment, parseEnvironment, subgraphVariables, variable } from '@constellation/kit';
import { z } from 'zod';
import { type SourcesOptions, usualAddresses } from './outside/sources.ts';

const address = variable.url('https', 'http');
const key = z
  .string()
  .max(200)
  .regex(/^[\x21-\x7e]+$/, 'expected a key without spaces')
  .optional();

/** What a process is told of the sources. */
export const sourceVariables = {
  CONSTELLATION_SPACE_SOURCES: variable.boolean
    .default(false)
    .describe('whether others are asked for what they publish about space'),
  CONSTELLATION_SPACE_CONTACT: z
    .string()
    .max(200)
    .regex(/^[\x20-\x7e]+$/, 'expected an address of mail or a page')
    .optional()
    .describe('whom sources may turn to, an address of mail or a page; it is told with every question'),
  CONSTELLATION_CELESTRAK_URL: address.default(usualAddresses.celestrak).describe('where CelesTrak is found'),
  CONSTELLATION_WHERETHEISS_URL: address
    .default(usualAddresses.whereTheIssAt)
    .describe('where wheretheiss.at is found'),
  CONSTELLATION_OPEN_NOTIFY_URL: address.default(usualAddresses.openNotify).describe('where Open Notify is found'),
  CONSTELLATION_LAUNCHES_URL: address.default(usualAddresses.launchLibrary).describe('where Launch Library 2 is found'),
  CONSTELLATION_ASTRONOMY_API_URL: address.default(usualAddresses.astronomyApi).describe('where AstronomyAPI is found'),
  CONSTELLATION_ASTRONOMY_API_ID: key.describe(
    'the application that AstronomyAPI knows us as; it is not asked without',
  ),
  CONSTELLATION_ASTRONOMY_API_SECRET: key.describe('the secret of that application; AstronomyAPI is not asked without'),
  CONSTELLATION_NASA_URL: address.default(usualAddresses.nasa).describe("where NASA's interfaces are found"),
  CONSTELLATION_NASA_API_KEY: key.describe("what NASA's interfaces know us by; they are not asked without"),
  CONSTELLATION_OSDR_URL: address
    .default(usualAddresses.osdr)
    .describe("where NASA's Open Science Data Repository is found"),
  CONSTELLATION_MAST_URL: address
    .default(usualAddresses.mast)
    .describe('where the Mikulski Archive for Space Telescopes is found'),
  CONSTELLATION_JWST_API_URL: address.default(usualAddresses.jwstGallery).describe('where the JWST API is found'),
  CONSTELLATION_JWST_API_KEY: key.describe('what the JWST API knows us by; it is not asked without'),
};

/** The same as the subgraph takes it. */
export const sourcesIn = (env: Environment<typeof sourceVariables>): SourcesOptions => ({
  areAsked: env.CONSTELLATION_SPACE_SOURCES,
  contact: env.CONSTELLATION_SPACE_CONTACT,
  addresses: {
    celestrak: env.CONSTELLATION_CELESTRAK_URL,
    whereTheIssAt: env.CONSTELLATION_WHERETHEISS_URL,
    openNotify: env.CONSTELLATION_OPEN_NOTIFY_URL,
    launchLibrary: env.CONSTELLATION_LAUNCHES_URL,
    astronomyApi: env.CONSTELLATION_ASTRONOMY_API_URL,
    nasa: env.CONSTELLATION_NASA_URL,
    osdr: env.CONSTELLATION_OSDR_URL,
    mast: env.CONSTELLATION_MAST_URL,
    jwstGallery: env.CONSTELLATION_JWST_API_URL,
  },
  keys: {
    astronomyApi: astronomyApiKeyIn(env),
    nasa: env.CONSTELLATION_NASA_API_KEY,
    jwstGallery: env.CONSTELLATION_JWST_API_KEY,
  },
});

function astronomyApiKeyIn({
  CONSTELLATION_ASTRONOMY_API_ID: id,
  CONSTELLATION_ASTRONOMY_API_SECRET: secret,
}: Environment<typeof sourceVariables>) {
  return id !== undefined && secret !== undefined ? { id, secret } : undefined;
}

const variables = { ...subgraphVariables, ...sourceVariables };

/** Reads the settings of a space-data process; @throws EnvironmentError with everything that is wrong. */
export const readEnvironment = (source: Readonly<Record<string, string | undefined>>): Environment<typeof variables> =>
  parseEnvironment(variables, source);
