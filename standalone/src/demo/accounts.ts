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

/** Sees to it that the demo's accounts are there. Whose password has been changed keeps it, and everything else. */
export async function seedAccounts(identity: Subgraph, venueIds: readonly string[]): Promise<void> {
  for (const account of demoAccounts) {
    const userId = await userIdOf(identity, account);
    if (userId === undefined || account.role === undefined) continue;
    const { role } = account;
    const places = role === 'ADMIN' ? [undefined] : venueIds;
    for (const venueId of places) await runOperation(identity, operations.grantRole, { userId, role, venueId });
  }
}

async function userIdOf(identity: Subgraph, { email, name }: DemoAccount): Promise<string | undefined> {
  const input = { email, password: demoPassword, name };
  const { done: signedUp } = await runOperation(identity, operations.signUp, { input });
  if (signedUp.session) return signedUp.session.user.id;
  const credentials = { email, password: demoPassword };
  const { done: signedIn } = await runOperation(identity, operations.signIn, credentials);
  return signedIn.session?.user.id;
}
