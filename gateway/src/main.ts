import '@constellation/kit/quiet';
import { openMint, readOrExit, runProcess, shared, sharedServersIn } from '@constellation/kit';
import { outsideIssuerIn } from './authentication/issuers/oidc-variables.ts';
import type { Judge } from './authentication/judge.ts';
import { readEnvironment } from './env.ts';
import { serveGateway } from './serve-gateway.ts';
import { overHttp } from './upstreams/over-http.ts';

const env = readOrExit(() => readEnvironment(process.env));

await runProcess('gateway', env, async (ports) => {
  await using opened = new AsyncDisposableStack();
  const platform = opened.use(await shared({ ...sharedServersIn(env), ...ports }));
  const mint = openMint({ key: env.CONSTELLATION_GATEWAY_KEY });
  const venue = opened.use(overHttp(env.CONSTELLATION_VENUE_URL, mint));
  const booking = opened.use(overHttp(env.CONSTELLATION_BOOKING_URL, mint));
  const identity = opened.use(overHttp(env.CONSTELLATION_IDENTITY_URL, mint));
  const { PORT: port, CONSTELLATION_HOST: host, CONSTELLATION_LAME_DUCK: lameDuckMs } = env;
  const { CONSTELLATION_SUPERGRAPH: supergraph } = env;
  const { CONSTELLATION_TRUSTED_PROXIES: trustedProxies, CONSTELLATION_ALLOWED_ORIGINS: allowedOrigins } = env;
  const subgraphs = { venue, booking, identity };
  const keys = (signal: AbortSignal) => identity.get('/jwks', signal);
  const outsideIssuer = outsideIssuerIn(env);
  // A password that is wrong counts each time that it is judged.
  const judge: Judge = (question, headers, signal) =>
    identity.post('/credentials', question, headers, signal, question.kind === 'KEY');
  const options = {
    subgraphs,
    keys,
    judge,
    outsideIssuer,
    supergraph,
    port,
    host,
    trustedProxies,
    allowedOrigins,
    lameDuckMs,
  };
  opened.use(await serveGateway({ ...platform, ...options }));
  return opened.move();
});
