import { createHash } from 'node:crypto';
import { type EntityManager, instant, networkOf, Refusal, type Scope } from '@constellation/kit';
import {
  type AttemptPlace,
  countAttempt,
  forgetAttempts,
  noteAttempt,
  resetAttemptTime,
  uncountAttempt,
} from '../data/sign-in-attempts.queries.ts';
import { atAccount, type Attempts, fromAddress, type Judgement } from '../domain/attempts.ts';

/** An attempt at an account, known or not, and where it comes from as far as that is known. */
export interface Attempt {
  readonly account: Buffer;
  readonly address: string | null;
}

/** Accounts are told apart by a hash, so that what strangers type is not kept. */
export const attemptAt = (emailKey: string, { address }: Pick<Scope, 'address'>): Attempt => ({
  account: createHash('sha256').update(emailKey).digest(),
  address: address === undefined ? null : networkOf(address),
});

interface JudgedPlace extends AttemptPlace {
  readonly judge: (before: Attempts, at: Temporal.Instant) => Judgement;
}

const places = ({ account, address }: Attempt): readonly JudgedPlace[] => [
  { account, address, judge: atAccount },
  ...(address === null ? [] : [{ account: null, address, judge: fromAddress }]),
];

/** An attempt as it was counted at one place. */
export interface NotedAttempt {
  readonly place: AttemptPlace;
  /** What was noted as the time of the last, and what had been before. */
  readonly at: Temporal.Instant;
  readonly before: Temporal.Instant;
}

/**
 * Counts an attempt before it is made, so that those made at the same time count as well.
 * @throws Refusal TOO_MANY_ATTEMPTS while it has to wait; then it does not count.
 */
export const beginAttempt = ({ em }: Scope, attempt: Attempt): Promise<readonly NotedAttempt[]> =>
  em.transactional(async (tx) => {
    const noted: NotedAttempt[] = [];
    for (const place of places(attempt)) {
      const { count, lastAt } = await countAttempt(tx, place);
      const { until, after } = place.judge({ count: count - 1, lastAt }, await instant(tx));
      if (until) {
        const details = { until: until.toString() };
        throw new Refusal('TOO_MANY_ATTEMPTS', 'Too many attempts have failed; wait', { details });
      }
      await noteAttempt(tx, place, after);
      // What has drained from an address meanwhile has drained.
      noted.push({ place, at: after.lastAt, before: place.account === null ? after.lastAt : lastAt });
    }
    return noted;
  });

/** Takes an attempt back that was never made: it counts nowhere, and whoever waits waits as if it had not begun. */
export const withdrawAttempt = ({ em }: Scope, noted: readonly NotedAttempt[]): Promise<void> =>
  em.transactional(async (tx) => {
    for (const { place, at, before } of noted) {
      await resetAttemptTime(tx, place, at, before);
      await uncountAttempt(tx, place);
    }
  });

/** The attempt has succeeded: the account begins anew, the address as if it had not been tried. */
export async function endAttempt(tx: EntityManager, attempt: Attempt): Promise<void> {
  const [account, address] = places(attempt);
  if (account) await forgetAttempts(tx, account);
  if (address) await uncountAttempt(tx, address);
}
