import { z } from 'zod';
import type { Environment } from './env.ts';
import { gatewayPublicKeysVariable } from './internal-token/key-variables.ts';
import type { DistributedOptions, SharedOptions } from './platform.ts';
import { variable } from './variable.ts';

/** The variables of every process that is one of many; a service adds its own. */
export const sharedVariables = {
  PORT: variable.port.default(4_000).describe('where the graph is served'),
  REDIS_URL: variable.url('redis', 'rediss').describe('Redis or Valkey'),
  NATS_URL: variable.urls('nats', 'tls').describe('NATS with JetStream, every server of a cluster'),
  CONSTELLATION_DATABASE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'expected lower-case letters, digits and _, such as staging_' })
    .optional()
    .describe('put before the names of the databases'),
  CONSTELLATION_REDIS_SENTINELS: variable.hostPorts
    .optional()
    .describe('who knows the master; of REDIS_URL only the password counts then'),
  CONSTELLATION_REDIS_MASTER: z.string().default('constellation').describe('what the sentinels call the master'),
  CONSTELLATION_NATS_REPLICAS: variable.count(1, 5).default(1).describe('on how many servers each stream is kept'),
  CONSTELLATION_HOST: z.string().default('0.0.0.0').describe('address to listen on'),
  CONSTELLATION_LAME_DUCK: variable.durationMs
    .default(5_000)
    .describe('how long a stopping process goes on accepting, for those who send to it to notice'),
  CONSTELLATION_METRICS_PORT: variable.port.optional().describe('where metrics are served; nowhere when unset'),
  CONSTELLATION_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  CONSTELLATION_ROLE: z.string().optional().describe('which process an image runs; read before this one starts'),
};

/** Those of a process that keeps data. */
export const processVariables = {
  DATABASE_URL: variable.url('postgres', 'postgresql').describe('the PostgreSQL server'),
  ...sharedVariables,
};

/** Those of a subgraph. */
export const subgraphVariables = { ...processVariables, ...gatewayPublicKeysVariable };

export type SharedEnvironment = Environment<typeof sharedVariables>;
export type ProcessEnvironment = Environment<typeof processVariables>;

/** What a process says about all the servers that it uses. */
export const serversIn = (env: ProcessEnvironment): Omit<DistributedOptions, 'log' | 'metrics'> => ({
  ...sharedServersIn(env),
  databaseUrl: env.DATABASE_URL,
  ...(env.CONSTELLATION_DATABASE_PREFIX !== undefined && { databasePrefix: env.CONSTELLATION_DATABASE_PREFIX }),
});

/** The same without the database, which not everybody needs to know of. */
export const sharedServersIn = (env: SharedEnvironment): Omit<SharedOptions, 'log' | 'metrics'> => ({
  natsUrl: env.NATS_URL.join(','),
  natsReplicas: env.CONSTELLATION_NATS_REPLICAS,
  redisUrl: env.REDIS_URL,
  ...(env.CONSTELLATION_REDIS_SENTINELS && {
    redisSentinels: { sentinels: env.CONSTELLATION_REDIS_SENTINELS, masterName: env.CONSTELLATION_REDIS_MASTER },
  }),
});
