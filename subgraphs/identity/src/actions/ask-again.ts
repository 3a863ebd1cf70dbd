import { instant, type Scope } from '@constellation/kit';
import { askAgainFor } from '../data/personal-data.queries.ts';
import { askAgainAfter } from '../domain/personal-data.ts';
import { askFor } from './begin-job.ts';

/** Asks once more for erasures that some subgraph has not done: its request may be gone from the log by now. */
export const askAgain = ({ em }: Scope): Promise<void> =>
  em.transactional(async (tx) => {
    const at = await instant(tx);
    for (const job of await askAgainFor(tx, at.subtract(askAgainAfter), at))
      await askFor(tx, { ...job, kind: 'ERASURE', at });
  });
