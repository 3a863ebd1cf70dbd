import { fileURLToPath } from 'node:url';
import { type Environment, gatewayKeyVariable, parseEnvironment, sharedVariables, variable } from '@constellation/kit';
import { supergraphPath } from '@constellation/schema';
import { z } from 'zod';
import { oidcVariables } from './authentication/issuers/oidc-variables.ts';
import { originsVariable } from './origins/origins-variable.ts';

const graphOf = (subgraph: string) =>
  variable.urls('http', 'https').describe(`where the graph of ${subgraph} is served, by each of its processes`);

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
  CONSTELLATION_TRUSTED_PROXIES: z
    .string()
    .regex(/^[\w.:/]+( *, *[\w.:/]+)*$/, { error: 'expected addresses or networks, such as 10.0.0.0/8,127.0.0.1' })
    .transform((text) => text.split(/ *, */))
    .default([])
    .describe('load balancers whose x-forwarded-for counts'),
  CONSTELLATION_ALLOWED_ORIGINS: originsVariable,
};

/** The settings of a gateway process. */
export type GatewayEnvironment = Environment<typeof variables & ReturnType<typeof oidcVariables>>;

/** Reads them; @throws EnvironmentError with everything that is wrong. */
export const readEnvironment = (source: Readonly<Record<string, string | undefined>>): GatewayEnvironment =>
  parseEnvironment({ ...variables, ...oidcVariables(source) }, source);
