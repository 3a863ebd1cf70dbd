import type { Principal } from '@constellation/kit';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { IssuedSession } from '../actions/issue-session.ts';
import { signUp } from '../actions/sign-up.ts';
import type { OpenIdentity } from './open-identity.ts';

export const password = 'correct horse battery';

/** An address that nobody has. */
export const freshEmail = (): string => `ada.${crypto.randomUUID()}@example.org`;

const claimsOfToken = z.object({
  sub: z.string(),
  sid: z.string(),
  ver: z.int(),
  scope: z.string(),
  venue_roles: z.record(z.string(), z.enum(['HOST', 'MANAGER'])),
});

/** What an access token says. */
export const claimsOf = ({ accessToken }: Pick<IssuedSession, 'accessToken'>) =>
  claimsOfToken.parse(decodeJwt(accessToken));

/** Whom the gateway takes the bearer of an access token for. */
export function bearerOf(session: IssuedSession): Principal {
  const { sub: id, sid: sessionId, venue_roles: venueRoles } = claimsOf(session);
  return { kind: 'USER', id, sessionId, scopes: ['bookings:read', 'bookings:write'], venueRoles };
}

/** Somebody new, and their first session. */
export async function newAccount(identity: OpenIdentity, email = freshEmail()) {
  const session = await signUp(identity.scope(), { input: { email, password } });
  return { email, session, id: session.user.id, principal: bearerOf(session) };
}

/** What became of each of several attempts: `done`, or the code of the refusal. */
export async function outcomesOf(attempts: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const settled = await Promise.allSettled(attempts);
  const outcomes = settled.map((each) =>
    each.status === 'fulfilled' ? 'done' : z.object({ code: z.string() }).parse(each.reason).code,
  );
  return Object.fromEntries(
    Object.entries(Object.groupBy(outcomes, (each) => each)).map(([key, all]) => [key, all?.length ?? 0]),
  );
}

/** The same action as many times at once, each with a scope of its own. */
export const atOnce = <Result>(count: number, act: (index: number) => Promise<Result>): Promise<Result>[] =>
  Array.from({ length: count }, (_, index) => act(index));
