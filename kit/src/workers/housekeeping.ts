import { sql } from '../database/query.ts';
import { timer } from './worker.ts';

const hourMs = 3_600_000;

/** Forgets what has been kept long enough: published events after 30 days, idempotency keys after 24 hours. */
export const housekeeping = timer({
  name: 'housekeeping',
  everyMs: hourMs,
  run: async ({ em }) => {
    await sql`delete from outbox
      where sequence is not null and appended_at < clock_instant() - interval '30 days'`.execute(em.getKysely());
    await sql`delete from idempotency where created_at < clock_instant() - interval '24 hours'`.execute(em.getKysely());
  },
});
