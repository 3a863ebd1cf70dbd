import type { EntityManager, Scope } from '@constellation/kit';

/** A booking changed between reading it and locking it: what was decided by it does not count. */
export class Changed extends Error {
  constructor() {
    super('The booking changed meanwhile');
    this.name = 'Changed';
  }
}

const mostAttempts = 20;

/**
 * Tables are locked before bookings, so a command that needs to know its booking to know its tables, or the holds in its way,
 * reads them first and compares later. Attempts, each a transaction, until nobody came in between.
 */
export async function untilUnchanged<Result>(
  { em }: Scope,
  attempt: (tx: EntityManager) => Promise<Result>,
): Promise<Result> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await em.transactional(attempt);
    } catch (error) {
      if (!(error instanceof Changed) || attempts === mostAttempts) throw error;
    }
  }
}
