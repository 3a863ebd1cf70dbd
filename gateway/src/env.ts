import { fileURLToPath } from 'node:url';
import { parseEnvironment, processVariables, variable } from '@constellation/kit';
import { supergraphPath } from '@constellation/schema';
import { z } from 'zod';

const subgraph = (name: string) => variable.url('http', 'https').describe(`where the graph of ${name} is served`);

/** The settings of a gateway process, all of its environment's mistakes at once. */
export const readEnvironment = (source: Readonly<Record<string, string | undefined>>) =>
  parseEnvironment(
    {
      ...processVariables,
      CONSTELLATION_SUPERGRAPH: z.string().default(fileURLToPath(supergraphPath)).describe('path of the composed supergraph'),
      CONSTELLATION_VENUE_URL: subgraph('venue'),
      CONSTELLATION_BOOKING_URL: subgraph('booking'),
    },
    source,
  );
