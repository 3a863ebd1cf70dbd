import { z } from 'zod';
import { defineEvent } from './event-contract.ts';

const mail = { stream: 'MAIL', address: 'mail.password_reset.{userId}', source: '/subgraphs/identity' } as const;

/** Somebody wants a new password: whoever sends mail sends them the token. Secret. */
export const mailPasswordReset = defineEvent({
  ...mail,
  type: 'mail.password_reset',
  description: 'Secret. A mail with a token that is good once, until it expires or the next event of its subject.',
  data: z.object({
    userId: z.uuid(),
    email: z.string().min(3).max(254).describe('Where the mail goes.'),
    token: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/)
      .describe('256 random bits, base64url.'),
    expiresAt: z.iso.datetime(),
  }),
});

/** The mail is void; takes its place in the stream. */
export const mailWithdrawn = defineEvent({
  ...mail,
  type: 'mail.withdrawn',
  description: 'The mail before it is void and not to be sent any more: its token was used, replaced or has expired.',
  data: z.object({ userId: z.uuid() }),
});
