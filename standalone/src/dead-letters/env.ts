import { parseEnvironment, processVariables, variable } from '@constellation/kit';
import { z } from 'zod';

type Source = Readonly<Record<string, string | undefined>>;

const levels = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);
const log = { CONSTELLATION_LOG_LEVEL: levels.default('error') };

/** Which platform is meant: that of many processes where there is a `NATS_URL`, else that of one. */
export const readEnvironment = (source: Source) =>
  source['NATS_URL']
    ? { kind: 'distributed' as const, ...parseEnvironment({ ...processVariables, ...ofSubgraphs, ...log }, source) }
    : { kind: 'embedded' as const, ...parseEnvironment({ ...ofOneProcess, ...log }, source) };

/** What else a subgraph's process is told may be set here, too: its environment is one to work in. */
const ofSubgraphs = { CONSTELLATION_GATEWAY_PUBLIC_KEYS: z.string().optional() };

/** What else that process is told may be set here, too. */
const ofOneProcess = {
  DATA_DIR: variable.directory.default('.data').describe('where everything that lasts is kept'),
  CONSTELLATION_HOST: z.string().optional(),
  CONSTELLATION_METRICS_PORT: variable.port.optional(),
};
