import { type Scope, StartFailure } from '@constellation/kit';
import { countUsersAt } from '../data/users.queries.ts';
import { demoDomain } from '../domain/demo.ts';

/** @throws StartFailure where accounts of the demo are in the database. */
export async function refuseDemo({ em }: Pick<Scope, 'em'>): Promise<void> {
  const count = await countUsersAt(em, demoDomain);
  if (count === 0) return;
  throw new StartFailure(
    `The database holds ${count} accounts at ${demoDomain}, whose password everybody knows: use another database, or delete them`,
  );
}
