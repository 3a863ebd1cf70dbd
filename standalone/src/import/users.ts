import { availableParallelism } from 'node:os';
import { argon2Passwords, type ForeignPerson, identitySubgraph, importUsers } from '@constellation/identity';
import type { Log } from '@constellation/kit';
import type { readEnvironment } from './env.ts';
import { openDatabase } from './open-database.ts';
import type { OpenImport } from './open-import.ts';
import { readPeople } from './read/read-people.ts';
import type { Request } from './request.ts';

/** @throws StartFailure when the accounts cannot be had. */
export async function openUsers(
  { file, source }: Request,
  env: ReturnType<typeof readEnvironment>,
  log: Log,
): Promise<OpenImport<ForeignPerson>> {
  const accounts = await openDatabase(identitySubgraph(), env, log);
  const passwords = argon2Passwords({ atOnce: availableParallelism() });
  const erasedKeys = new Set<string>();
  return {
    lines: readPeople(file),
    takeOver: (people) => importUsers({ em: accounts.fork(), passwords }, { source, people, erasedKeys }),
    notes: () => [],
    [Symbol.asyncDispose]: () => accounts[Symbol.asyncDispose](),
  };
}
