import { originsVariable, socketsVariable } from '@constellation/gateway';
import { parseEnvironment, processVariables, variable } from '@constellation/kit';
import { sourceVariables } from '@constellation/space-data';
import { readingsKeptVariable } from '@constellation/telemetry';
import { z } from 'zod';

/** The settings of the one-process composition, all of its environment's mistakes at once. */
export const readEnvironment = (source: Readonly<Record<string, string | undefined>>) =>
  parseEnvironment(
    {
      PORT: variable.port.default(4_000).describe('where the graph is served'),
      DATA_DIR: variable.directory.default('.data').describe('where everything that lasts is kept'),
      CONSTELLATION_HOST: z.string().default('127.0.0.1').describe('address to listen on'),
      CONSTELLATION_ALLOWED_ORIGINS: originsVariable,
      CONSTELLATION_SOCKETS_PER_ADDRESS: socketsVariable,
      CONSTELLATION_READINGS_KEPT: readingsKeptVariable,
      CONSTELLATION_SIMULATOR: variable.boolean
        .default(true)
        .describe('whether simulated devices measure in the demo venues'),
      ...sourceVariables,
      CONSTELLATION_METRICS_PORT: variable.port.optional().describe('where metrics are served; nowhere when unset'),
      CONSTELLATION_ROLE: processVariables.CONSTELLATION_ROLE,
      CONSTELLATION_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
    },
    source,
  );
