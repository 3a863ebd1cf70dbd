import { parseEnvironment, processVariables, subgraphVariables, variable } from '@constellation/kit';
import { z } from 'zod';

const known = Object.keys(subgraphVariables).filter((name) => name.startsWith('CONSTELLATION_'));

/** A subgraph's environment is one to work in; what is of no use here is passed over. */
const passedOver = Object.fromEntries(known.map((name) => [name, z.string().optional()]));

/** Where the data is: on the server of `DATABASE_URL`, else in `DATA_DIR`. */
export const readEnvironment = (source: Readonly<Record<string, string | undefined>>) =>
  parseEnvironment(
    {
      ...passedOver,
      DATABASE_URL: processVariables.DATABASE_URL.optional(),
      DATA_DIR: variable.directory.default('.data').describe('where everything that lasts is kept'),
      CONSTELLATION_DATABASE_PREFIX: processVariables.CONSTELLATION_DATABASE_PREFIX,
      CONSTELLATION_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('error'),
    },
    source,
  );
