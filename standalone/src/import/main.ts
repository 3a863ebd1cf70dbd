import '@constellation/kit/quiet';
import { openLog, readOrExit, StartFailure } from '@constellation/kit';
import { readEnvironment } from './env.ts';
import { importLines } from './import-lines.ts';
import type { OpenImport } from './open-import.ts';
import { openRejectedFile } from './rejected-file.ts';
import { readRequest } from './request.ts';
import { openSensors } from './sensors.ts';
import { hasWorked, tellEnd, tellTally } from './tell.ts';
import { openUsers } from './users.ts';

const env = readOrExit(() => readEnvironment(process.env));
const log = openLog({ name: 'import', level: env.CONSTELLATION_LOG_LEVEL, pretty: process.stdout.isTTY });
const progressMs = 5_000;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

/** Takes over what is in a file; false when there is nothing, or something got lost. */
async function work(): Promise<boolean> {
  const request = readRequest(process.argv.slice(2));
  return request.what === 'users'
    ? run(request.file, await openUsers(request, env, log))
    : run(request.file, await openSensors(request, env, log));
}

async function run<Foreign extends object>(file: string, opened: OpenImport<Foreign>): Promise<boolean> {
  await using foreign = opened;
  await using rejected = await openRejectedFile(file);
  const { lines, takeOver } = foreign;
  const tally = { read: 0, imported: 0, present: 0 };
  const reckoning = () => ({ ...tally, rejected: rejected.count });
  const progress = setInterval(() => process.stdout.write(`${tellTally(reckoning())}\n`), progressMs);
  try {
    await importLines({ lines, signal: stop.signal, tally, takeOver, reject: rejected.write });
  } finally {
    clearInterval(progress);
  }
  process.stdout.write(tellEnd(reckoning(), rejected.path, foreign.notes()));
  return hasWorked(reckoning());
}

try {
  if (!(await work())) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
