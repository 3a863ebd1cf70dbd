import { type RawBuilder, rows, sql } from '@constellation/kit';
import { mailPasswordReset, parseEvent } from '@constellation/schema';
import { vi } from 'vitest';
import { requestPasswordReset } from '../actions/request-password-reset.ts';
import { sendResets } from '../actions/send-resets.ts';
import type { OpenIdentity } from './open-identity.ts';

/** Resolves when the worker has seen to all requests, here or by itself. */
export async function sendAll({ scope }: OpenIdentity): Promise<void> {
  while (await sendResets(scope()));
  await nothingLeft(scope, sql`select from password_reset_requests`);
}

/** The mail that waits for somebody, once all is published. */
export async function mailTo({ scope, platform }: OpenIdentity, userId: string) {
  const { stream } = mailPasswordReset;
  await nothingLeft(scope, sql`select from outbox where stream = ${stream} and sequence is null`);
  const stored = await platform.bus.last(stream, mailPasswordReset.subject(userId, { userId }));
  return stored?.event.type === mailPasswordReset.type ? parseEvent(mailPasswordReset, stored.event).data : undefined;
}

const nothingLeft = (scope: OpenIdentity['scope'], query: RawBuilder<unknown>) =>
  vi.waitUntil(async () => (await rows(scope().em, query)).length === 0, { interval: 10, timeout: 15_000 });

/** Asks for a new password and reads the mail. */
export async function tokenFor(
  identity: OpenIdentity,
  { email, id, address }: { readonly email: string; readonly id: string; readonly address?: string },
): Promise<string | undefined> {
  await requestPasswordReset(identity.scope(address === undefined ? {} : { address }), { email });
  await sendAll(identity);
  return (await mailTo(identity, id))?.token;
}
