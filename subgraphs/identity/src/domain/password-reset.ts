/** How long a token from a mail is good. */
export const resetLife = { hours: 1 };

/** So many mails an hour: to one account for one address, for one address at any, and to one account for all of them. */
export const resetLimits = { both: 3, address: 20, account: 10 } as const;

/** Whether a token is still good. */
export const isGood = ({ issuedAt }: { readonly issuedAt: Temporal.Instant }, at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(issuedAt.add(resetLife), at) > 0;
