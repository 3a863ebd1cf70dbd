import { type EntityManager, rows, sql } from '../database/query.ts';
import { timer } from './worker.ts';

const hourMs = 3_600_000;
/** Rows of each kind that one tick forgets, so that a large backlog fits into many short statements. */
const chunk = 5_000;

/** Forgets what has been kept long enough: published events after 30 days, idempotency keys after 24 hours. */
export const housekeeping = timer({
  name: 'housekeeping',
  everyMs: hourMs,
  run: async ({ em }) => {
    const forgotten = [await forgetEvents(em), await forgetKeys(em)];
    return forgotten.some((each) => each.length === chunk);
  },
});

const forgetEvents = (em: EntityManager) =>
  rows(
    em,
    sql`delete from outbox where position in (
          select position from outbox
           where sequence is not null and appended_at < clock_instant() - interval '30 days'
           limit ${chunk})
        returning position`,
  );

const forgetKeys = (em: EntityManager) =>
  rows(
    em,
    sql`delete from idempotency where ctid in (
          select ctid from idempotency
           where created_at < clock_instant() - interval '24 hours'
           limit ${chunk})
        returning key`,
  );
