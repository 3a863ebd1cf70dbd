import { errors, type JWTHeaderParameters, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { type Clock, systemClock } from '../clock.ts';
import type { Principal } from '../principal.ts';
import type { GatewayPublicKeys } from './keys.ts';
import { algorithm, claims, mostRemembered, purpose } from './token.ts';

/** Says who asks. */
export interface Verifier {
  /** @throws TokenRefused */
  verify(token: string | undefined): Promise<Principal>;
}

/** Why nobody is answered. It says nothing of what the token holds. */
export class TokenRefused extends Error {
  /** `ERR_JWT_EXPIRED` and its like. */
  readonly reason: string;

  constructor(reason: string) {
    super(`The token is refused: ${reason}`);
    this.name = 'TokenRefused';
    this.reason = reason;
  }
}

export interface VerifierOptions {
  readonly keys: GatewayPublicKeys;
  readonly clock?: Clock;
}

interface Verified {
  readonly principal: Principal;
  readonly expiresAtMs: number;
}

/** Believes tokens that were signed with one of these keys, and remembers until they expire that it does. */
export function openVerifier({ keys, clock = systemClock }: VerifierOptions): Verifier {
  const verified = new LRUCache<string, Verified>({ max: mostRemembered });
  const keyOf = ({ kid = '' }: JWTHeaderParameters) => {
    const key = keys.get(kid);
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  };
  const examine = async (token: string, nowMs: number): Promise<Verified> => {
    const { payload } = await jwtVerify(token, keyOf, {
      ...purpose,
      algorithms: [algorithm],
      requiredClaims: ['iat', 'exp'],
      currentDate: new Date(nowMs),
    });
    const { principal, exp } = claims.parse(payload);
    return { principal, expiresAtMs: exp * 1_000 };
  };

  return {
    async verify(token) {
      if (!token) throw new TokenRefused('MISSING');
      const nowMs = clock.now().epochMilliseconds;
      const known = verified.get(token);
      if (known && nowMs < known.expiresAtMs) return known.principal;
      const fresh = await examine(token, nowMs).catch((error: unknown) => {
        throw refusalOf(error);
      });
      verified.set(token, fresh);
      return fresh.principal;
    },
  };
}

/** Without its cause, which holds the claims. */
const refusalOf = (error: unknown) =>
  new TokenRefused(error instanceof errors.JOSEError ? error.code : 'MALFORMED_CLAIMS');
