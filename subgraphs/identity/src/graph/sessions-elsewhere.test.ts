import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { openIdentity } from '../testing/open-identity.ts';

const issuer = 'https://login.example.org/realms/one';
const identity = await openIdentity('embedded', { outsideIssuer: issuer });
afterAll(() => identity[Symbol.asyncDispose]());

const refused = { errors: [{ code: 'SIGN_IN_ELSEWHERE', details: { issuer } }] };

test.each([
  ['signUp(input: { email: "ada@example.org", password: "correct horse battery" })', 'session { accessToken }'],
  ['signIn(email: "ada@example.org", password: "correct horse battery")', 'session { accessToken }'],
  ['refreshSession(refreshToken: "x")', 'session { accessToken }'],
  ['changePassword(current: "correct horse battery", next: "battery horse correct")', 'session { accessToken }'],
  ['resetPassword(token: "x", password: "correct horse battery")', 'session { accessToken }'],
  ['signOut', 'done'],
  ['requestPasswordReset(email: "ada@example.org")', 'done'],
])('where people sign in elsewhere %s is refused, and nothing is done', async (asked, result) => {
  const { data } = await identity.ask(`mutation { it: ${asked} { ${result} errors { code details } } }`);

  const told = result === 'done' ? { done: false, ...refused } : { session: null, ...refused };
  expect(data).toEqual({ it: told });
  const tables = ['users', 'sign_in_attempts', 'password_reset_requests', 'sign_up_counts'];
  for (const table of tables) expect(await rows(identity.scope().em, sql`select 1 from ${sql.ref(table)}`)).toEqual([]);
});

test('what is no matter of sessions goes on there', async () => {
  const { data } = await identity.ask('mutation { createPartner(name: "Grill") { partner { name } } }');

  expect(data).toEqual({ createPartner: { partner: { name: 'Grill' } } });
});
