import { z } from 'zod';
import { displayName } from './display-name.ts';

/** What a partner's systems may do at all: book, watch what becomes of it, and say where to send word of it. */
export const partnerScopes = ['bookings:read', 'bookings:write', 'webhooks:write'] as const;
export type PartnerScope = (typeof partnerScopes)[number];

/** What a new key must be like; a scope that is named twice counts once. */
export const newApiKey = z.object({
  partnerId: z.string(),
  name: displayName,
  scopes: z
    .array(z.string().pipe(z.enum(partnerScopes, `must be one of ${partnerScopes.join(', ')}`)))
    .min(1, `must have at least one of ${partnerScopes.join(', ')}`)
    .max(100, 'must have at most 100 entries')
    .readonly()
    .transform((given) => partnerScopes.filter((scope) => given.includes(scope))),
});

/** A key and how it begins: `cst_`, 8 hexadecimal digits, `_`, and 256 random bits as base64url. */
export interface KeyText {
  readonly prefix: string;
  readonly key: string;
}

/** The text of a key from its random parts. */
export function keyText(name: Buffer, secret: Buffer): KeyText {
  const prefix = `cst_${name.toString('hex')}`;
  return { prefix, key: `${prefix}_${secret.toString('base64url')}` };
}

/** A revoked key is shown for so long. */
export const revokedKeyLife = { hours: 90 * 24 };

/** When a key was used last is noted at most so often. */
export const noteUse = { seconds: 60 };
