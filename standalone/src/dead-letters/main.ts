import '@constellation/kit/quiet';
import {
  deadLetters,
  distributed,
  embedded,
  keeperOf,
  openLog,
  openMetrics,
  type Platform,
  readOrExit,
  retryDeadLetters,
  serversIn,
  StartFailure,
} from '@constellation/kit';
import { insistOnOneProcess, notedServers } from '../distributed/servers-file.ts';
import { readEnvironment } from './env.ts';
import { readRequest } from './request.ts';
import { tellLetters, tellRetried } from './tell.ts';

const env = readOrExit(() => readEnvironment(process.env));

async function open(): Promise<Platform> {
  const log = openLog({ name: 'dead-letters', level: env.CONSTELLATION_LOG_LEVEL, pretty: process.stdout.isTTY });
  const ports = { log, metrics: openMetrics() };
  if (env.kind === 'distributed') return distributed({ ...serversIn(env), ...ports });
  const { DATA_DIR: dataDirectory } = env;
  const servers = await notedServers(dataDirectory);
  if (servers) return distributed({ ...servers, ...ports });
  insistOnOneProcess(dataDirectory);
  insistOnData(dataDirectory);
  return embedded({ dataDirectory, ...ports });
}

/** @throws StartFailure where a look would only make an empty event log. */
function insistOnData(dataDirectory: string): void {
  if (keeperOf(dataDirectory) === 'NOBODY')
    throw new StartFailure(
      `Nothing is kept in ${dataDirectory}; set DATA_DIR, or DATABASE_URL, NATS_URL and REDIS_URL where there are many processes`,
    );
}

/** Looks at what consumers gave up on, and gives it back if that is asked for. */
async function work(): Promise<string> {
  const request = readRequest(process.argv.slice(2));
  await using platform = await open();
  const letters = await deadLetters(platform.bus, request.consumer);
  if (request.work === 'list' || letters.length === 0) return tellLetters(letters);
  return tellRetried(await retryDeadLetters(platform.bus, letters));
}

try {
  process.stdout.write(await work());
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
