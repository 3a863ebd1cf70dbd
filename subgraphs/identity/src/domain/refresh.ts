/** How long a refresh token can be used. */
export const refreshLife = { hours: 30 * 24 };

/** A client that lost the answer asks again this soon, and is not taken for a thief. */
const repeatWindow = { seconds: 10 };

/** A session as far as its refresh tokens are concerned. */
export interface RefreshState {
  /** How often it was refreshed; its newest tokens are of this generation. */
  readonly generation: number;
  readonly refreshedAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
}

/** A refresh token as it was issued. */
export interface RefreshToken {
  readonly generation: number;
  readonly issuedAt: Temporal.Instant;
}

/**
 * What a refresh comes to: new tokens of the next generation; more of the present one, for a client that asks twice;
 * the end of the session, as somebody has a token that was used before; or nothing, as it is over anyway.
 */
export type RefreshOutcome = 'NEXT' | 'AGAIN' | 'REUSED' | 'OVER';

export function judgeRefresh(
  { generation, refreshedAt, endedAt }: RefreshState,
  token: RefreshToken,
  at: Temporal.Instant,
): RefreshOutcome {
  if (endedAt !== null || isBy(token.issuedAt.add(refreshLife), at)) return 'OVER';
  if (token.generation === generation) return 'NEXT';
  return token.generation === generation - 1 && !isBy(refreshedAt.add(repeatWindow), at) ? 'AGAIN' : 'REUSED';
}

const isBy = (instant: Temporal.Instant, at: Temporal.Instant) => Temporal.Instant.compare(instant, at) <= 0;
