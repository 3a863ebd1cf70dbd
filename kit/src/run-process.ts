import { z } from 'zod';
import { type Environment, parseEnvironment, readOrExit } from './env.ts';
import { openLog } from './log.ts';
import { openMetrics, serveMetrics } from './metrics.ts';
import { distributed, type Platform } from './platform.ts';
import { serve } from './serve.ts';
import { run } from './shutdown.ts';
import type { Subgraph } from './subgraph.ts';
import { variable } from './variable.ts';

/** The variables of every process that is one of many; a service adds its own. */
export const processVariables = {
  PORT: variable.port.default(4_000).describe('where the graph is served'),
  DATABASE_URL: variable.url('postgres', 'postgresql').describe('the PostgreSQL server'),
  REDIS_URL: variable.url('redis', 'rediss').describe('Redis or Valkey'),
  NATS_URL: variable.url('nats', 'tls').describe('NATS with JetStream'),
  CONSTELLATION_HOST: z.string().default('0.0.0.0').describe('address to listen on'),
  CONSTELLATION_METRICS_PORT: variable.port.optional().describe('where metrics are served; nowhere when unset'),
  CONSTELLATION_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
};

export type ProcessEnvironment = Environment<typeof processVariables>;

/** How long a stopping process may finish what it began. */
const deadlineMs = 30_000;

/** Runs one of many processes from its environment to its exit: platform, metrics, then what `open` adds. */
export function runProcess(
  name: string,
  env: ProcessEnvironment,
  open: (platform: Platform) => Promise<AsyncDisposable>,
): Promise<never> {
  const log = openLog({ name, level: env.CONSTELLATION_LOG_LEVEL });
  const {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    NATS_URL: natsUrl,
    CONSTELLATION_METRICS_PORT: metricsPort,
  } = env;
  return run(
    async () => {
      await using opened = new AsyncDisposableStack();
      const metrics = openMetrics();
      if (metricsPort !== undefined) opened.use(await serveMetrics(metrics, metricsPort, env.CONSTELLATION_HOST));
      const platform = opened.use(await distributed({ databaseUrl, redisUrl, natsUrl, log, metrics }));
      opened.use(await open(platform));
      return opened.move();
    },
    { log, deadlineMs },
  );
}

/** Runs a subgraph as a process of its own. */
export const runSubgraph = (
  subgraph: Subgraph,
  source: Readonly<Record<string, string | undefined>>,
): Promise<never> => {
  const env = readOrExit(() => parseEnvironment(processVariables, source));
  return runProcess(subgraph.name, env, (platform) =>
    serve(subgraph, platform, { port: env.PORT, host: env.CONSTELLATION_HOST }),
  );
};
