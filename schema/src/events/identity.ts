import { z } from 'zod';
import { code } from './codes.ts';
import { defineEvent } from './event-contract.ts';

const data = z.object({
  principalId: z.uuid(),
  sessionId: z
    .uuid()
    .nullable()
    .describe(
      "The session whose tokens are void, or the key or device's secret that is; null for all that came before.",
    ),
  reason: code.describe(
    'Such as SIGNED_OUT, PASSWORD_CHANGED, ROLES_CHANGED, REFRESH_REUSED, KEY_REVOKED, ERASED, SECRET_ROTATED or DECOMMISSIONED; the set grows.',
  ),
});

/** What is void before it ends: tokens of a session, a key, a secret, or all tokens whose `ver` is below the event's version. */
export type IdentityRevokedData = z.infer<typeof data>;

/** Tokens, a key or a secret were revoked; whoever accepts such refuses them from now on. */
export const identityRevoked = defineEvent({
  type: 'identity.revoked',
  stream: 'IDENTITY',
  address: 'identity.revoked.{principalId}',
  source: '/subgraphs/identity',
  otherSources: ['/subgraphs/telemetry'],
  description:
    "Access tokens are void before they end: those of one session, or all with an older version. Or a key or a device's secret is.",
  data,
});

/** The same as the telemetry subgraph tells it: a device's secret was revoked. */
export const secretRevoked = { ...identityRevoked, source: '/subgraphs/telemetry' };

const job = z.object({ jobId: z.uuid(), userId: z.uuid() });

/** A request of somebody's about their data, which every subgraph answers. */
export type PersonalDataJobData = z.infer<typeof job>;

/** Somebody wants to know what is kept about them; a higher version asks once more. */
export const identityExportRequested = defineEvent({
  type: 'identity.export_requested',
  stream: 'IDENTITY',
  address: 'identity.export.{jobId}',
  source: '/subgraphs/identity',
  description: 'Somebody wants to know what is kept about them: every subgraph stores its part and answers.',
  data: job,
});

/** Somebody is gone for good; a higher version asks once more. */
export const identityErased = defineEvent({
  type: 'identity.erased',
  stream: 'IDENTITY',
  address: 'identity.erased.{userId}',
  source: '/subgraphs/identity',
  description: 'Somebody is gone for good: every subgraph removes what it keeps about them and answers.',
  data: job,
});
