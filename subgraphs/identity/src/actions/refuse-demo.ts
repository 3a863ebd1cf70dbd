import { type Scope, StartFailure } from '@constellation/kit';
import { isPartnerNamed } from '../data/partners.queries.ts';
import { countUsersAt } from '../data/users.queries.ts';
import { demoDomain, demoPartnerName } from '../domain/demo.ts';

/** @throws StartFailure where accounts of the demo, or its partner, are in the database. */
export async function refuseDemo({ em }: Pick<Scope, 'em'>): Promise<void> {
  const count = await countUsersAt(em, demoDomain);
  const found = [
    ...(count > 0 ? [`${count} accounts at ${demoDomain}, whose password everybody knows`] : []),
    ...((await isPartnerNamed(em, demoPartnerName)) ? [`the demo's partner, ${demoPartnerName}, with its keys`] : []),
  ];
  if (found.length === 0) return;
  throw new StartFailure(`The database holds ${found.join(', and ')}: use another database, or delete them`);
}
