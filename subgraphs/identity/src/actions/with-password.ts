import { type EntityManager, instant, Refusal } from '@constellation/kit';
import type { z } from 'zod';
import { findPassword, type KnownPassword, type LockedUser, lockUser, setPasswordHash } from '../data/users.queries.ts';
import { accept } from '../domain/accept.ts';
import { typedCredentials } from '../domain/account.ts';
import { emailKey } from '../domain/email.ts';
import { type Attempt, attemptAt, beginAttempt, endAttempt, withdrawAttempt } from './attempts.ts';
import type { PasswordScope } from './scope.ts';

/** Whose password is tried. */
export interface Trial {
  readonly owner: Parameters<typeof findPassword>[1] | undefined;
  readonly attempt: Attempt;
  readonly password: string;
  /** Where the password stands among the arguments, when that is no secret. */
  readonly path?: readonly string[];
  /** What the password shall be from now on. */
  readonly next?: string;
}

/** An address and a password as somebody types them; @throws Refusal INVALID_INPUT for what nobody could have typed. */
export function typedTrial(scope: Pick<PasswordScope, 'address'>, given: z.input<typeof typedCredentials>): Trial {
  const { email, password } = accept(typedCredentials, given);
  const key = emailKey(email.trim().normalize());
  const owner = key === undefined ? undefined : { emailKey: key };
  return { owner, attempt: attemptAt(key ?? email, scope), password };
}

/** An account that is locked, and whose password was shown. */
export interface Proven extends Omit<LockedUser, 'passwordHash'> {
  readonly userId: string;
  readonly at: Temporal.Instant;
}

/**
 * Does something to an account whose password is known, in one transaction with the account locked. A hash of former
 * parameters is replaced, and so is the password where there is a next one; nothing is hashed but for who knows it.
 * @throws Refusal INVALID_CREDENTIALS, after the same work for accounts that do not exist, TOO_MANY_ATTEMPTS, or BUSY,
 * which does not count as an attempt
 */
export async function withPassword<Result>(
  scope: PasswordScope,
  trial: Trial,
  act: (tx: EntityManager, proven: Proven) => Promise<Result>,
): Promise<Result> {
  const noted = await beginAttempt(scope, trial.attempt);
  for (;;) {
    const known = await judge(scope, trial).catch(async (error: unknown) => {
      if (error instanceof Refusal && error.code === 'BUSY') await withdrawAttempt(scope, noted);
      throw error;
    });
    const outcome = await scope.em.transactional(async (tx) => {
      const locked = await lockUser(tx, known.userId);
      // Replaced since it was judged: the new one decides.
      if (locked?.passwordHash !== known.passwordHash) return undefined;
      if (known.better !== undefined) await setPasswordHash(tx, known.userId, known.better);
      await endAttempt(tx, trial.attempt);
      return { result: await act(tx, { userId: known.userId, version: locked.version, at: await instant(tx) }) };
    });
    if (outcome) return outcome.result;
  }
}

async function judge(
  { em, passwords }: PasswordScope,
  { owner, password, path, next }: Trial,
): Promise<KnownPassword & { readonly better: string | undefined }> {
  const known = owner && (await findPassword(em, owner));
  const { matches, isOutdated } = await passwords.verify(known?.passwordHash, password);
  if (!known || !matches) {
    throw new Refusal('INVALID_CREDENTIALS', 'The e-mail address or the password is wrong', path && { path });
  }
  const kept = next ?? (isOutdated ? password : undefined);
  return { ...known, better: kept === undefined ? undefined : await passwords.hash(kept) };
}
