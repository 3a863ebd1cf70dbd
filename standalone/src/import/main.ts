import '@constellation/kit/quiet';
import { availableParallelism } from 'node:os';
import { argon2Passwords, importUsers } from '@constellation/identity';
import { openLog, readOrExit, StartFailure } from '@constellation/kit';
import { readEnvironment } from './env.ts';
import { importPeople } from './import-people.ts';
import { openAccounts } from './open-accounts.ts';
import { readPeople } from './read/read-people.ts';
import { openRejectedFile } from './rejected-file.ts';
import { readRequest } from './request.ts';
import { isComplete, tellEnd, tellTally } from './tell.ts';

const env = readOrExit(() => readEnvironment(process.env));
const log = openLog({ name: 'import', level: env.CONSTELLATION_LOG_LEVEL, pretty: process.stdout.isTTY });
const progressMs = 5_000;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

/** Takes over who is in a file; false when somebody got lost. */
async function work(): Promise<boolean> {
  const { file, source } = readRequest(process.argv.slice(2));
  await using accounts = await openAccounts(env, log);
  await using rejected = await openRejectedFile(file);
  const tally = { read: 0, imported: 0, present: 0 };
  const reckoning = () => ({ ...tally, rejected: rejected.count });
  const passwords = argon2Passwords({ atOnce: availableParallelism() });
  const erasedKeys = new Set<string>();
  const progress = setInterval(() => process.stdout.write(`${tellTally(reckoning())}\n`), progressMs);
  try {
    await importPeople({
      lines: readPeople(file),
      signal: stop.signal,
      tally,
      importUsers: (people) => importUsers({ em: accounts.fork(), passwords }, { source, people, erasedKeys }),
      reject: rejected.write,
    });
  } finally {
    clearInterval(progress);
  }
  process.stdout.write(tellEnd(reckoning(), rejected.path));
  return isComplete(reckoning());
}

try {
  if (!(await work())) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
