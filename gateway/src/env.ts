import { fileURLToPath } from 'node:url';
import { type Environment, gatewayKeyVariable, parseEnvironment, sharedVariables, variable } from '@constellation/kit';
import { type ServedSubgraph, supergraphPath } from '@constellation/schema';
import { z } from 'zod';
import { oidcVariables } from './authentication/issuers/oidc-variables.ts';
import { originsVariable } from './origins/origins-variable.ts';
import { socketsVariable } from './socket/sockets-variable.ts';

const graphOf = (subgraph: string) =>
  variable.urls('http', 'https').describe(`where the graph of ${subgraph} is served, by each of its processes`);

/** The variable that says where the graph of a subgraph is served. */
export const graphVariable = (subgraph: string): string =>
  `CONSTELLATION_${subgraph.toUpperCase().replaceAll('-', '_')}_URL`;

const variables = {
  ...sharedVariables,
  ...gatewayKeyVariable,
  CONSTELLATION_SUPERGRAPH: z
    .string()
    .default(fileURLToPath(supergraphPath))
    .describe('path of the composed supergraph'),
  CONSTELLATION_VENUE_URL: graphOf('venue'),
  CONSTELLATION_BOOKING_URL: graphOf('booking'),
  CONSTELLATION_IDENTITY_URL: graphOf('identity'),
  CONSTELLATION_TELEMETRY_URL: graphOf('telemetry'),
  CONSTELLATION_SPACE_DATA_URL: graphOf('space-data'),
  CONSTELLATION_TRUSTED_PROXIES: z
    .string()
    .regex(/^[\w.:/]+( *, *[\w.:/]+)*$/, { error: 'expected addresses or networks, such as 10.0.0.0/8,127.0.0.1' })
    .transform((text) => text.split(/ *, */))
    .default([])
    .describe('load balancers whose x-forwarded-for counts'),
  CONSTELLATION_ALLOWED_ORIGINS: originsVariable,
  CONSTELLATION_SOCKETS_PER_ADDRESS: socketsVariable,
};

/** The settings of a gateway process. */
export type GatewayEnvironment = Environment<typeof variables & ReturnType<typeof oidcVariables>>;

/** Where the graph of each subgraph is served. */
export const graphsIn = (env: GatewayEnvironment): Readonly<Record<ServedSubgraph, readonly string[]>> => ({
  venue: env.CONSTELLATION_VENUE_URL,
  booking: env.CONSTELLATION_BOOKING_URL,
  identity: env.CONSTELLATION_IDENTITY_URL,
  telemetry: env.CONSTELLATION_TELEMETRY_URL,
  'space-data': env.CONSTELLATION_SPACE_DATA_URL,
});

/** Reads them; @throws EnvironmentError with everything that is wrong. */
export const readEnvironment = (source: Readonly<Record<string, string | undefined>>): GatewayEnvironment =>
  parseEnvironment({ ...variables, ...oidcVariables(source) }, source);
