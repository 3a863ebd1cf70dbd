import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const servers = ['nats-server', 'redis-server'];

/** Debian keeps servers in sbin, which is not on everybody's path. */
const usual = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin'];

/** The servers of the distributed platform that none of the folders has. */
export const missingServers = (folders: readonly string[] = usual): string[] =>
  servers.filter((server) => !folders.some((folder) => existsSync(join(folder, server))));

/** The files that test the distributed platform's drivers on real servers. */
export const distributedDrivers = ['**/jetstream*.test.ts', '**/redis*.test.ts'];

/** Matches the full names of all tests but those of suites that name the distributed platform. */
export const embeddedTests = /^(?!.*\bdistributed platform\b)/;

/** Says that the distributed half did not run, and how to have it run. */
export const notRun = (missing: readonly string[]): string =>
  `distributed: NOT RUN (${missing.join(' and ')} not found; on Debian: apt-get install ${missing.join(' ')})`;
