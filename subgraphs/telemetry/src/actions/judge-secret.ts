import { parseInstant, type Principal, Refusal, type Scope, secretHash } from '@constellation/kit';
import { z } from 'zod';
import { findGoodSecret } from '../data/secrets.queries.ts';
import { graceHours } from '../domain/device-secret.ts';

/** What a device shows a gateway with each request. */
export const shownSecret = z.object({ kind: z.literal('DEVICE'), secret: z.string() });

/** Whom a good secret speaks for; it is the session. */
export interface Spoken {
  readonly principal: Principal;
  /** That of the device's last revocation, 0 before the first, as it was when the secret was good: a later one has a higher. */
  readonly version: number;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Says which device a secret speaks for, if it is in use, and until when: never for longer than the secret is good if it is
 * rotated right after, as nobody is told when one ends by itself.
 * @throws Refusal INVALID_CREDENTIALS
 */
export async function judgeSecret({ em }: Pick<Scope, 'em'>, secret: string): Promise<Spoken> {
  const known = await findGoodSecret(em, secretHash(secret), graceHours);
  if (!known) throw new Refusal('INVALID_CREDENTIALS', 'There is no such secret, or it has ended');
  const { id: sessionId, deviceId: id, version, expiresAt } = known;
  return {
    principal: { kind: 'DEVICE', id, sessionId, scopes: ['devices:read', 'readings:write'], venueRoles: {} },
    version,
    expiresAt: parseInstant(expiresAt).epochMilliseconds,
  };
}
