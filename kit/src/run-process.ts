import { type Environment, parseEnvironment, readOrExit } from './env.ts';
import { type Log, openLog } from './log.ts';
import { type Metrics, openMetrics, serveMetrics } from './metrics.ts';
import { distributed } from './platform.ts';
import { type SharedEnvironment, serversIn, subgraphVariables } from './process-variables.ts';
import { serve } from './serve.ts';
import { run } from './shutdown.ts';
import type { Subgraph } from './subgraph.ts';

/** How long a stopping process may finish what it began, once it accepts nothing more. */
const deadlineMs = 30_000;

/** Runs one of many processes from its environment to its exit: log, metrics, then what `open` adds. */
export function runProcess(
  name: string,
  env: SharedEnvironment,
  open: (ports: { log: Log; metrics: Metrics }) => Promise<AsyncDisposable>,
): Promise<never> {
  const log = openLog({ name, level: env.CONSTELLATION_LOG_LEVEL });
  const { CONSTELLATION_METRICS_PORT: metricsPort, CONSTELLATION_LAME_DUCK: lameDuckMs } = env;
  return run(
    async () => {
      await using opened = new AsyncDisposableStack();
      const metrics = openMetrics();
      if (metricsPort !== undefined) opened.use(await serveMetrics(metrics, metricsPort, env.CONSTELLATION_HOST));
      opened.use(await open({ log, metrics }));
      return opened.move();
    },
    { log, deadlineMs: lameDuckMs + deadlineMs },
  );
}

/** Runs a subgraph as a process of its own. */
export const runSubgraph = (subgraph: Subgraph, source: Readonly<Record<string, string | undefined>>): Promise<never> =>
  runSubgraphWith(
    readOrExit(() => parseEnvironment(subgraphVariables, source)),
    subgraph,
  );

/** The same for one that has read its environment itself, with variables of its own. */
export function runSubgraphWith(env: Environment<typeof subgraphVariables>, subgraph: Subgraph): Promise<never> {
  const { PORT: port, CONSTELLATION_HOST: host, CONSTELLATION_LAME_DUCK: lameDuckMs } = env;
  const { CONSTELLATION_GATEWAY_PUBLIC_KEYS: gatewayKeys } = env;
  return runProcess(subgraph.name, env, async (ports) => {
    await using opened = new AsyncDisposableStack();
    const platform = opened.use(await distributed({ ...serversIn(env), ...ports }));
    opened.use(await serve(subgraph, platform, { port, host, lameDuckMs, gatewayKeys }));
    return opened.move();
  });
}
