import '@constellation/kit/quiet';
import { readOrExit, runProcess } from '@constellation/kit';
import { readEnvironment } from './env.ts';
import { serveGateway } from './serve-gateway.ts';
import { overHttp } from './upstreams/over-http.ts';

const env = readOrExit(() => readEnvironment(process.env));

await runProcess('gateway', env, async (platform) => {
  await using opened = new AsyncDisposableStack();
  const venue = opened.use(overHttp(env.CONSTELLATION_VENUE_URL));
  const booking = opened.use(overHttp(env.CONSTELLATION_BOOKING_URL));
  const { PORT: port, CONSTELLATION_HOST: host, CONSTELLATION_SUPERGRAPH: supergraph } = env;
  opened.use(await serveGateway({ ...platform, subgraphs: { venue, booking }, supergraph, port, host }));
  return opened.move();
});
