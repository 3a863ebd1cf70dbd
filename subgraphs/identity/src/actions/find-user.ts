import type { Scope } from '@constellation/kit';
import type { User } from '../data/user.entity.ts';
import { findUser } from '../data/users.queries.ts';
import { maySee } from './access.ts';

/** An account, if there is one and the caller may see it. */
export async function lookUpUser({ em, principal }: Scope, { id }: { readonly id: string }): Promise<User | null> {
  return maySee(principal, id) ? ((await findUser(em, id)) ?? null) : null;
}
