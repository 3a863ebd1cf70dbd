import { parseEnvironment, processVariables, variable } from '@constellation/kit';
import { sourceVariables } from '@constellation/space-data';
import { z } from 'zod';
import { type Counts, type ProcessKind, usualCounts } from './counts.ts';

type Source = Readonly<Record<string, string | undefined>>;

/** What every process is told as it is. */
const {
  CONSTELLATION_DATABASE_PREFIX,
  CONSTELLATION_REDIS_SENTINELS,
  CONSTELLATION_REDIS_MASTER,
  CONSTELLATION_NATS_REPLICAS,
} = processVariables;
const passedOn = {
  CONSTELLATION_DATABASE_PREFIX,
  CONSTELLATION_REDIS_SENTINELS,
  CONSTELLATION_REDIS_MASTER,
  CONSTELLATION_NATS_REPLICAS,
};

const processes = (kind: ProcessKind) =>
  variable.count(1, 9).default(usualCounts[kind]).describe(`how many processes of ${kind} run`);

const variables = {
  ...passedOn,
  ...sourceVariables,
  PORT: variable.port.default(4_000).describe('where the first gateway is; the next ones follow'),
  DATA_DIR: variable.directory.default('.data/distributed').describe('what servers that are started here keep'),
  DATABASE_URL: processVariables.DATABASE_URL.optional(),
  REDIS_URL: processVariables.REDIS_URL.optional(),
  NATS_URL: processVariables.NATS_URL.optional(),
  CONSTELLATION_GATEWAYS: processes('gateway'),
  CONSTELLATION_VENUES: processes('venue'),
  CONSTELLATION_BOOKINGS: processes('booking'),
  CONSTELLATION_IDENTITIES: processes('identity'),
  CONSTELLATION_TELEMETRIES: processes('telemetry'),
  CONSTELLATION_SPACE_DATA: processes('space-data'),
  CONSTELLATION_ADMIN_EMAIL: z.string().optional().describe('who runs the platform, while nobody does'),
  CONSTELLATION_ADMIN_PASSWORD_FILE: z.string().optional().describe('file that their password stands in'),
  CONSTELLATION_HOST: z.string().default('127.0.0.1').describe('address that the gateways listen on'),
  CONSTELLATION_LAME_DUCK: variable.durationMs.default(1_000).describe('how long a stopping process goes on accepting'),
  CONSTELLATION_METRICS_PORT: variable.port.optional().describe('metrics of the first process; the next ones follow'),
  CONSTELLATION_ROLE: processVariables.CONSTELLATION_ROLE,
  CONSTELLATION_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
};

/** The settings of many processes on one machine, all of their mistakes at once. */
export const readEnvironment = (source: Source) => ({
  ...parseEnvironment(variables, source),
  passedOn: saidOf(passedOn, source),
  /** What its processes alone are told of sources. */
  toldToSpaceData: saidOf(sourceVariables, source),
});

const saidOf = (known: object, source: Source): Record<string, string | undefined> =>
  Object.fromEntries(Object.keys(known).flatMap((name) => (source[name] ? [[name, source[name]]] : [])));

/** How many processes of each kind there are to be. */
export const countsIn = (env: ReturnType<typeof readEnvironment>): Counts => ({
  gateway: env.CONSTELLATION_GATEWAYS,
  venue: env.CONSTELLATION_VENUES,
  booking: env.CONSTELLATION_BOOKINGS,
  identity: env.CONSTELLATION_IDENTITIES,
  telemetry: env.CONSTELLATION_TELEMETRIES,
  'space-data': env.CONSTELLATION_SPACE_DATA,
});

const ours = /^(CONSTELLATION_.*|PORT|DATA_DIR|DATABASE_URL|REDIS_URL|NATS_URL)$/;

/** What a process of this machine needs that is not about us, such as `PATH`. */
export const strangersHere = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
