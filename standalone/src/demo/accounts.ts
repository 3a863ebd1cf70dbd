import { isDeepStrictEqual } from 'node:util';
import { readKnownAccounts, writeKnownAccounts } from './known-accounts.ts';
import * as operations from './operations.ts';
import { runOperation, type Subgraph } from './run-operation.ts';

/** Somebody whom the demo has sign in. */
export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  /** What they are besides a customer; hosts and managers are it at every demo venue. */
  readonly role?: 'ADMIN' | 'MANAGER' | 'HOST';
}

/** The password of all of them. */
export const demoPassword = 'constellation';

export const demoAccounts: readonly DemoAccount[] = [
  { email: 'admin@demo.constellation.test', name: 'Cecilia', role: 'ADMIN' },
  { email: 'manager@demo.constellation.test', name: 'Harry', role: 'MANAGER' },
  { email: 'host@demo.constellation.test', name: 'Henrietta', role: 'HOST' },
  { email: 'customer@demo.constellation.test', name: 'Annie' },
];

/**
 * Sees to it that the demo's accounts are there. Whose password has been changed keeps it, and everything else. Which they are
 * is noted beside the data, if there is a place for it: then all that are there are found by one question.
 */
export async function seedAccounts(
  identity: Subgraph,
  venueIds: readonly string[],
  dataDirectory?: string,
): Promise<void> {
  const known = dataDirectory === undefined ? {} : await readKnownAccounts(dataDirectory);
  const present = await presentOf(identity, Object.values(known));
  const seeded: Record<string, string> = {};
  for (const account of demoAccounts) {
    const found = present.get(account.email);
    const userId = found?.id ?? (await userIdOf(identity, account));
    if (userId === undefined) continue;
    seeded[account.email] = userId;
    for (const grant of grantsOf(account, venueIds))
      if (!found?.roles.some((role) => isSame(role, grant)))
        await runOperation(identity, operations.grantRole, { userId, ...grant });
  }
  if (dataDirectory !== undefined && !isDeepStrictEqual(seeded, known)) await writeKnownAccounts(dataDirectory, seeded);
}

type Grant = operations.KnownUser['roles'][number];

const isSame = (one: Grant, other: Grant) => one.role === other.role && one.venueId === other.venueId;

const grantsOf = ({ role }: DemoAccount, venueIds: readonly string[]): readonly Grant[] => {
  if (role === undefined) return [];
  return role === 'ADMIN' ? [{ role, venueId: null }] : venueIds.map((venueId) => ({ role, venueId }));
};

/** By their addresses. */
async function presentOf(identity: Subgraph, ids: readonly string[]): Promise<Map<string, operations.KnownUser>> {
  if (ids.length === 0) return new Map();
  const representations = ids.map((id) => ({ __typename: 'User', id }));
  const { users } = await runOperation(identity, operations.findUsers, { representations });
  return new Map(users.flatMap((user) => (user ? [[user.email, user] as const] : [])));
}

async function userIdOf(identity: Subgraph, { email, name }: DemoAccount): Promise<string | undefined> {
  const input = { email, password: demoPassword, name };
  const { done: signedUp } = await runOperation(identity, operations.signUp, { input });
  if (signedUp.session) return signedUp.session.user.id;
  const credentials = { email, password: demoPassword };
  const { done: signedIn } = await runOperation(identity, operations.signIn, credentials);
  return signedIn.session?.user.id;
}
