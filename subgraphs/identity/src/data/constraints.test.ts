import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { newAccount } from '../testing/accounts.ts';
import { openIdentity } from '../testing/open-identity.ts';
import { newPartner } from '../testing/partners.ts';

const identity = await openIdentity();
afterAll(() => identity[Symbol.asyncDispose]());

await newAccount(identity);
await newPartner(identity);

test.each([
  ['two accounts with one address', `update users set email_key = 'ada@example.org'`],
  ['a password as it is', `update users set password_hash = 'correct horse battery'`],
  ['a digest that is quick to try', `update users set password_hash = encode(sha256('correct'), 'hex')`],
  ['an id of no system', `update users set legacy_id = id::text`],
  ['an id of a system twice', `update users set legacy_source = 'tickets', legacy_id = '1'`],
  ['a role that there is not', `update role_grants set role = 'OWNER'`],
  ['a customer of a venue', 'update role_grants set venue_id = gen_random_uuid()'],
  ['a host of no venue', `update role_grants set role = 'HOST'`],
  ['a role twice', `insert into role_grants select * from role_grants`],
  ['a session of nobody', 'update sessions set user_id = gen_random_uuid()'],
  ['a token as it is', `update refresh_tokens set hash = 'token'`],
  ['a private key among the public ones', 'update signing_keys set public_jwk = private_jwk'],
  [
    'two keys of one number',
    `insert into signing_keys select sequence, 'another', private_jwk, public_jwk, created_at from signing_keys`,
  ],
  ['a member of two partners', `insert into partner_members select user_id, partner_id from partner_members`],
  ['a member of no partner', 'update partner_members set partner_id = gen_random_uuid()'],
  ['a key as it is', `update api_keys set hash = 'cst_'`],
  ['a key that may do nothing', `update api_keys set scopes = '{}'`],
  ['a key that runs the platform', `update api_keys set scopes = '{bookings:read,admin}'`],
])('the database itself refuses %s', async (_case, statement) => {
  await expect(rows(identity.scope().em, sql.raw(statement))).rejects.toMatchObject({
    code: expect.stringMatching(/^23/),
  });
});
