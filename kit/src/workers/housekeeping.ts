import type { Bus } from '../bus/bus.ts';
import { type EntityManager, rows, sql } from '../database/query.ts';
import { forgetEvents, forgetSubjects } from '../outbox/forget.ts';
import { forgetParts } from '../personal-data/parts.queries.ts';
import { timer } from './worker.ts';

const hourMs = 3_600_000;
/** Keys that one tick forgets, so that a large backlog fits into many short statements. */
const chunk = 5_000;

/**
 * Forgets what has been kept long enough: published events after 30 days or an hour after their stream has, with the last of a subject the subject in its
 * stream, idempotency keys after 24 hours, and parts of exports after seven days. What needs the bus comes last, so that its outage keeps nothing else.
 */
export const housekeeping = (bus: Bus) =>
  timer({
    name: 'housekeeping',
    everyMs: hourMs,
    run: async ({ em }) => {
      await forgetParts(em);
      const more = [await forgetEvents(em), await forgetKeys(em), await forgetSubjects(em, bus)];
      return more.includes(true);
    },
  });

async function forgetKeys(em: EntityManager): Promise<boolean> {
  const forgotten = await rows(
    em,
    sql`delete from idempotency where ctid in (
          select ctid from idempotency
           where created_at < clock_instant() - interval '24 hours'
           limit ${chunk})
        returning key`,
  );
  return forgotten.length === chunk;
}
