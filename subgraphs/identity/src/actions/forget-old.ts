import { instant, type Scope } from '@constellation/kit';
import { deleteSessionsBefore } from '../data/sessions.queries.ts';
import { deleteAttemptsBefore } from '../data/sign-in-attempts.queries.ts';
import { refreshLife } from '../domain/refresh.ts';

const batch = 1_000;

/** Forgets sessions and attempts that mean nothing any more; answers true when there may be more. */
export async function forgetOld({ em }: Scope): Promise<boolean> {
  const at = await instant(em);
  await deleteAttemptsBefore(em, at.subtract({ hours: 24 }));
  return (await deleteSessionsBefore(em, at.subtract(refreshLife), batch)) === batch;
}
