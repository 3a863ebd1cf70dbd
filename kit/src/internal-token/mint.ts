import { SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { type Clock, systemClock } from '../clock.ts';
import type { Principal } from '../principal.ts';
import type { GatewayKey } from './keys.ts';
import { algorithm, mostRemembered, purpose } from './token.ts';

/** Makes tokens that tell subgraphs who asks. */
export interface Mint {
  /** One that is good for at least half of its life; the same for everybody who asks as this principal meanwhile. */
  tokenFor(principal: Principal): Promise<string>;
}

export interface MintOptions {
  readonly key: GatewayKey;
  /** How long a token is good for: a minute, unless told otherwise. */
  readonly lifeSeconds?: number;
  readonly clock?: Clock;
}

interface Minted {
  readonly token: Promise<string>;
  readonly usedUntilMs: number;
}

/** Signs with one key; a token that was signed is used for half of its life. */
export function openMint({ key, lifeSeconds = 60, clock = systemClock }: MintOptions): Mint {
  const minted = new LRUCache<string, Minted>({ max: mostRemembered });

  const sign = (principal: Principal, nowMs: number) =>
    new SignJWT({ principal })
      .setProtectedHeader({ alg: algorithm, typ: purpose.typ, kid: key.id })
      .setIssuer(purpose.issuer)
      .setAudience(purpose.audience)
      .setIssuedAt(Math.floor(nowMs / 1_000))
      .setExpirationTime(Math.ceil(nowMs / 1_000 + lifeSeconds))
      .sign(key.privateKey);

  return {
    async tokenFor(principal) {
      const nowMs = clock.now().epochMilliseconds;
      const whoAsks = JSON.stringify(principal);
      const known = minted.get(whoAsks);
      if (known && nowMs < known.usedUntilMs) return known.token;
      const token = sign(principal, nowMs);
      minted.set(whoAsks, { token, usedUntilMs: nowMs + lifeSeconds * 500 });
      return token;
    },
  };
}
