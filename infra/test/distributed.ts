import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const servers = ['nats-server', 'redis-server'];

/** The servers of the distributed platform that this machine does not have; Debian keeps them in sbin. */
export function missingServers(path = process.env['PATH'] ?? ''): string[] {
  const folders = [...path.split(delimiter), '/usr/local/sbin', '/usr/sbin'];
  return servers.filter((server) => !folders.some((folder) => existsSync(join(folder, server))));
}

/** What leaves the distributed half out: its drivers' files, and the suites that name its platform. */
export const embeddedOnly = {
  exclude: ['**/jetstream*.test.ts', '**/redis*.test.ts'],
  testNamePattern: /^(?!.*\bdistributed platform\b)/,
};

/** Says that the distributed half did not run, and how to have it run. */
export const notRun = (missing: readonly string[]): string =>
  `distributed: NOT RUN (${missing.join(' and ')} not found; on Debian: apt-get install ${missing.join(' ')})`;
