import '@constellation/kit/quiet';
import { embedded, openLog, openMetrics, readOrExit, run, serveMetrics } from '@constellation/kit';
import { sourcesIn } from '@constellation/space-data';
import { banner } from './banner.ts';
import { compose, type CompositionOptions } from './compose.ts';
import { seedPartner } from './demo/partner.ts';
import { seed } from './demo/seed.ts';
import { readEnvironment } from './env.ts';
import { startSimulator } from './simulator/start-simulator.ts';

const env = readOrExit(() => readEnvironment(process.env));
const log = openLog({ name: 'standalone', level: env.CONSTELLATION_LOG_LEVEL, pretty: process.stdout.isTTY });

await run(
  async () => {
    await using opened = new AsyncDisposableStack();
    const {
      DATA_DIR: dataDirectory,
      PORT: port,
      CONSTELLATION_HOST: host,
      CONSTELLATION_ALLOWED_ORIGINS: allowedOrigins,
      CONSTELLATION_SOCKETS_PER_ADDRESS: socketsPerAddress,
      CONSTELLATION_METRICS_PORT: metricsPort,
      CONSTELLATION_READINGS_KEPT: readingsKeptDays,
      CONSTELLATION_SIMULATOR: isSimulated,
    } = env;
    const metrics = openMetrics();
    if (metricsPort !== undefined) opened.use(await serveMetrics(metrics, metricsPort, host));
    const platform = opened.use(await embedded({ dataDirectory, log, metrics }));
    const limits = { socketsPerAddress };
    const prepare: CompositionOptions['prepare'] = (made) => seed(made, dataDirectory);
    const told = { readingsKeptDays, ...sourcesIn(env) };
    const options = { platform, port, host, allowedOrigins, limits, told, prepare };
    const { gateway, subgraphs } = opened.use(await compose(options));
    const partnerKey = await seedPartner(subgraphs.identity, dataDirectory);
    if (isSimulated) opened.use(startSimulator({ ...subgraphs, ...platform }));
    process.stdout.write(banner({ url: gateway.url, dataDirectory, partnerKey }));
    return opened.move();
  },
  { log, deadlineMs: 30_000 },
);
