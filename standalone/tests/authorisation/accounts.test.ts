import { newId } from '@constellation/kit';
import { basic } from '@constellation/kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountAttempts } from '../fixtures/attempts/accounts.ts';
import type { Client } from '../fixtures/client.ts';
import { type OpenGraph, openGraphs } from '../fixtures/graph.ts';
import { as, grantRole, openPartner, signUpPerson } from '../fixtures/people.ts';
import { rowsOf, tryAll } from '../fixtures/role-table.ts';
import { type Session, signIn, signUp } from '../fixtures/sessions.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

/**
 * Who gets what of a customer's account: the customer, who shows the password with each request or the token of a session;
 * a host and a manager of some venue; a partner's key; and an administrator, with a password or a token as well. Who may have
 * everything erased has not said that it is meant.
 */
const table = rowsOf(
  accountAttempts,
  `
                        visitor  password  session  host     manager  key      admin’s password  admin’s session
  me                    none     ok        ok       ok       ok       ok       ok                ok
  Viewer.user           none     ok        ok       ok       ok       none     ok                ok
  user                  sign in  ok        ok       none     none     none     ok                ok
  signUp                ok       ok        ok       ok       ok       ok       ok                ok
  signIn                ok       ok        ok       ok       ok       ok       ok                ok
  refreshSession        ended    ended     ended    ended    ended    ended    ended             ended
  requestPasswordReset  ok       ok        ok       ok       ok       ok       ok                ok
  resetPassword         invalid  invalid   invalid  invalid  invalid  invalid  invalid           invalid
  signOut               sign in  refused   ok       refused  refused  refused  refused           ok
  changePassword        sign in  refused   ok       refused  refused  refused  refused           ok
  requestDataExport     sign in  ok        ok       ok       ok       refused  ok                ok
  eraseMyData           sign in  unsaid    unsaid   unsaid   unsaid   refused  unsaid            unsaid
  grantRole             sign in  scope     scope    scope    scope    scope    ok                ok
  revokeRole            sign in  scope     scope    scope    scope    scope    ok                ok
  `,
);

/** Those whom nothing that they try changes. */
const meetOthers = async (graph: OpenGraph) => ({
  host: await signUpPerson(graph, [{ role: 'HOST', venueId: newId() }]),
  manager: await signUpPerson(graph, [{ role: 'MANAGER', venueId: newId() }]),
  key: await openPartner(graph, ['bookings:read', 'bookings:write']),
});

/** A customer and an administrator may end their sessions, or their accounts. */
async function meetPeople(graph: OpenGraph, customer: Session, others: Readonly<Record<string, Client>>) {
  const admin = await signUp(graph);
  await grantRole(graph, admin.userId, { role: 'ADMIN' });
  return {
    visitor: as(graph, null),
    password: as(graph, basic(customer)),
    session: customer,
    ...others,
    'admin’s password': as(graph, basic(admin)),
    'admin’s session': await signIn(graph, admin),
  };
}

describe.each(graphs)('on the $kind platform', (graph) => {
  let others: Awaited<ReturnType<typeof meetOthers>>;

  beforeAll(async () => {
    others = await meetOthers(graph);
  });

  test.each(table)('$name is for whom the table says', async ({ document, expected }) => {
    const customer = await signUp(graph);
    const people = await meetPeople(graph, customer, others);

    const outcomes = await tryAll(people, () => document(customer));

    expect(outcomes).toEqual(expected);
  });
});
