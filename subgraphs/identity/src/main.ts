import '@constellation/kit/quiet';
import { openLog, readOrExit, runSubgraphWith } from '@constellation/kit';
import { firstAdminIn, readEnvironment } from './env.ts';
import { identitySubgraph } from './index.ts';

const env = readOrExit(() => readEnvironment(process.env));
if (env.CONSTELLATION_ADMIN_PASSWORD_FILE?.isOpen) {
  const log = openLog({ name: 'identity', level: env.CONSTELLATION_LOG_LEVEL });
  log.warn('others than its owner can read the file that CONSTELLATION_ADMIN_PASSWORD_FILE names');
}

const outsideIssuer = env.CONSTELLATION_OIDC_ISSUER;
await runSubgraphWith(env, identitySubgraph({ firstAdmin: firstAdminIn(env), refusesDemo: true, outsideIssuer }));
