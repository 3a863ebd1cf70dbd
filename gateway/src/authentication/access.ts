import type { Principal } from '@constellation/kit';

/** What a good credential gives. */
export interface Access {
  readonly principal: Principal;
  /** The account's when the credential was given out: a revocation of the account ends what is older. */
  readonly version: number;
  /** In milliseconds since 1970; left out where it lasts until it is revoked. */
  readonly expiresAt?: number;
}

/** Why an access ended: its time is over, it was taken back, or its account has other rights or another password now. */
export type EndOfAccess = 'ACCESS_EXPIRED' | 'ACCESS_REVOKED' | 'ACCESS_CHANGED';

/** The access of somebody who holds no credential that could end. */
export const lasting = (principal: Principal): Access => ({ principal, version: 0 });
