import { z } from 'zod';
import { code } from './codes.ts';
import { defineEvent } from './event-contract.ts';

const data = z.object({
  principalId: z.uuid(),
  sessionId: z.uuid().nullable().describe('The session whose tokens are void; null for all that came before.'),
  reason: code.describe('Such as SIGNED_OUT, PASSWORD_CHANGED, ROLES_CHANGED or REFRESH_REUSED; the set grows.'),
});

/** Tokens that are void before they end: those of a session, or all whose `ver` is below the event's version. */
export type IdentityRevokedData = z.infer<typeof data>;

/** Access tokens were revoked; whoever accepts tokens refuses them from now on. */
export const identityRevoked = defineEvent({
  type: 'identity.revoked',
  stream: 'IDENTITY',
  address: 'identity.revoked.{principalId}',
  source: '/subgraphs/identity',
  description: 'Access tokens are void before they end: those of one session, or all with an older version.',
  data,
});
