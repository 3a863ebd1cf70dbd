import { StartFailure } from '../start-failure.ts';
import { findProgram } from './program.ts';
import type { KnownServers } from './server-urls.ts';

/** @throws StartFailure that says what to install, or which variables to set, when a server can neither be reached nor started. */
export function insistOnPrograms({ natsUrl, redisUrl }: KnownServers, find = findProgram): void {
  const wanted = [
    { program: 'nats-server', variable: 'NATS_URL', url: natsUrl },
    { program: 'redis-server', variable: 'REDIS_URL', url: redisUrl },
  ];
  const missing = wanted.filter(({ program, url }) => url === undefined && find(program) === undefined);
  if (missing.length === 0) return;
  const programs = missing.map(({ program }) => program);
  const variables = missing.map(({ variable }) => variable).join(' and ');
  throw new StartFailure(
    `SERVER_MISSING: ${programs.join(' and ')} not found; on Debian: apt-get install ${programs.join(' ')}; or set ${variables}`,
  );
}
