import '@constellation/kit/quiet';
import { embedded, openLog, openMetrics, readOrExit, run, serveMetrics } from '@constellation/kit';
import { banner } from './banner.ts';
import { compose } from './compose.ts';
import { seedPartner } from './demo/partner.ts';
import { seed } from './demo/seed.ts';
import { readEnvironment } from './env.ts';

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
      CONSTELLATION_METRICS_PORT: metricsPort,
    } = env;
    const metrics = openMetrics();
    if (metricsPort !== undefined) opened.use(await serveMetrics(metrics, metricsPort, host));
    const platform = opened.use(await embedded({ dataDirectory, log, metrics }));
    const { gateway, identity } = opened.use(await compose({ platform, port, host, allowedOrigins, prepare: seed }));
    const partnerKey = await seedPartner(identity, dataDirectory);
    process.stdout.write(banner({ url: gateway.url, dataDirectory, partnerKey }));
    return opened.move();
  },
  { log, deadlineMs: 30_000 },
);
