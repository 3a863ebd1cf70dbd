import { fileURLToPath } from 'node:url';
import { type Environment, parseEnvironment, processVariables, variable } from '@constellation/kit';
import { supergraphPath } from '@constellation/schema';
import { z } from 'zod';

const graphOf = (subgraph: string) =>
  variable.url('http', 'https').describe(`where the graph of ${subgraph} is served`);

const variables = {
  ...processVariables,
  CONSTELLATION_SUPERGRAPH: z
    .string()
    .default(fileURLToPath(supergraphPath))
    .describe('path of the composed supergraph'),
  CONSTELLATION_VENUE_URL: graphOf('venue'),
  CONSTELLATION_BOOKING_URL: graphOf('booking'),
};

/** The settings of a gateway process. */
export type GatewayEnvironment = Environment<typeof variables>;

/** Reads them; @throws EnvironmentError with everything that is wrong. */
export const readEnvironment = (source: Readonly<Record<string, string | undefined>>): GatewayEnvironment =>
  parseEnvironment(variables, source);
