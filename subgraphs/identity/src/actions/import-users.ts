import { newId } from '@constellation/kit';
import {
  erasedOf,
  holdersOf,
  type ImportedUser,
  insertImported,
  queueForImport,
} from '../data/imported-users.queries.ts';
import {
  type ForeignPerson,
  isNewcomer,
  isRejection,
  judge,
  type Newcomer,
  type Rejection,
} from '../domain/foreign-person.ts';
import { type Known, settle } from '../domain/settle.ts';
import type { PasswordScope } from './scope.ts';

/** What an import needs of a scope: nobody asks for it but who runs the platform. */
export type ImportScope = Pick<PasswordScope, 'em' | 'passwords'>;

/** What became of some people of another system; together they are all of them. */
export interface Imported {
  /** How many have an account now that had none. */
  readonly imported: number;
  /** How many had been taken over before. */
  readonly present: number;
  readonly rejected: readonly Rejection[];
}

export interface ImportOf {
  readonly source: string;
  readonly people: readonly ForeignPerson[];
  /** Addresses in lines of those who have erased their accounts; added to, so that it serves for the lines behind them, too. */
  readonly erasedKeys?: Set<string>;
}

/**
 * Opens accounts for people of another system, in one transaction: whose line is not acceptable, or whose id or address
 * somebody has, or who has erased their account, is rejected. Asked again it finds them there and changes nothing.
 */
export async function importUsers(
  scope: ImportScope,
  { source, people, erasedKeys = new Set() }: ImportOf,
): Promise<Imported> {
  const judged = people.map(judge);
  const rejected = judged.filter(isRejection);
  let newcomers = judged.filter(isNewcomer);
  let [imported, present] = [0, 0];
  while (newcomers.length > 0) {
    // Looked up before anything is hashed, so that a second import costs next to nothing.
    const settled = settle(source, newcomers, await knownBeside(scope, source, newcomers, erasedKeys));
    rejected.push(...settled.rejected);
    present += settled.present;
    const added = await openAccounts(scope, source, settled.open);
    imported += added.size;
    // Whoever is left was overtaken since, and is settled anew.
    newcomers = settled.open.filter(({ id }) => !added.has(id));
  }
  return { imported, present, rejected: rejected.toSorted((one, other) => one.line - other.line) };
}

async function knownBeside(
  { em }: ImportScope,
  source: string,
  newcomers: readonly Newcomer[],
  erasedKeys: Set<string>,
): Promise<Known> {
  const ids = newcomers.map(({ id }) => id);
  const keys = newcomers.map(({ email }) => email.key);
  const holders = await holdersOf(em, source, ids, keys);
  const erasedIds = await erasedOf(em, source, ids);
  for (const { id, email } of newcomers) if (erasedIds.has(id)) erasedKeys.add(email.key);
  return { holders, erasedIds, erasedKeys };
}

/** The ids of those who got one. What has to be hashed is hashed before the transaction. */
async function openAccounts(
  scope: ImportScope,
  source: string,
  newcomers: readonly Newcomer[],
): Promise<ReadonlySet<string>> {
  if (newcomers.length === 0) return new Set();
  const users = await Promise.all(newcomers.map((newcomer) => prepared(scope, newcomer)));
  return scope.em.transactional(async (tx) => {
    await queueForImport(tx);
    return insertImported(tx, source, users);
  });
}

const prepared = async ({ passwords }: ImportScope, { hash, ...person }: Newcomer): Promise<ImportedUser> => ({
  ...person,
  userId: newId(),
  passwordHash: hash.kind === 'KEPT' ? hash.hash : await passwords.wrap(hash.digest, hash.recipe),
});
