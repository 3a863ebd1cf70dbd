import { type EntityManager, newId } from '@constellation/kit';
import { importJWK, SignJWT } from 'jose';
import { type RoleGrant, scopesOf, venueRolesOf } from '../domain/roles.ts';
import { accessLife } from '../domain/signing-keys.ts';
import { signingKey } from './rotate-keys.ts';

/** Who an access token speaks for. */
export interface Bearer {
  readonly userId: string;
  readonly sessionId: string;
  /** The account's, by which a revocation tells older tokens from newer ones. */
  readonly version: number;
  readonly grants: readonly RoleGrant[];
}

/** An access token (RFC 9068, with `ver` and `venue_roles` of our own) and when it ends. */
export async function signAccessToken(
  tx: EntityManager,
  { userId, sessionId, version, grants }: Bearer,
  at: Temporal.Instant,
): Promise<{ readonly accessToken: string; readonly expiresAt: Temporal.Instant }> {
  const { kid, privateJwk } = await signingKey(tx, at);
  const issuedAt = Math.floor(at.epochMilliseconds / 1_000);
  const expiresAt = Temporal.Instant.fromEpochMilliseconds(issuedAt * 1_000).add(accessLife);
  const claims = {
    sid: sessionId,
    ver: version,
    scope: scopesOf(grants).join(' '),
    venue_roles: venueRolesOf(grants),
  };
  const accessToken = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
    .setIssuer('constellation')
    .setAudience('constellation')
    .setSubject(userId)
    .setJti(newId())
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt.epochMilliseconds / 1_000)
    .sign(await importJWK(privateJwk, 'EdDSA'));
  return { accessToken, expiresAt };
}
