import type { CloudEvent } from '@constellation/schema';
import { firstRow, sql } from '../database/query.ts';
import type { Scope } from '../scope.ts';

/** An event came before one that precedes it; the bus brings it again later. */
export class EventGap extends Error {
  constructor(event: CloudEvent, seen: number) {
    super(`${event.type} ${event.version} of ${event.subject} came after version ${seen}`);
    this.name = 'EventGap';
  }
}

/**
 * Acts once per event, in the order of the aggregate's versions: the work and the note that it is done share a
 * transaction. An event that was seen is done; one that came too early throws `EventGap`.
 */
export async function once(
  scope: Scope,
  consumer: string,
  event: CloudEvent,
  work: (scope: Scope) => Promise<void>,
): Promise<void> {
  await scope.em.transactional(async (tx) => {
    await sql`insert into inbox (consumer, aggregate, version) values (${consumer}, ${event.subject}, 0)
      on conflict do nothing`.execute(tx.getKysely());
    const row = await firstRow(
      tx,
      sql<{ version: number }>`select version from inbox
        where consumer = ${consumer} and aggregate = ${event.subject} for update`,
    );
    const seen = row?.version ?? 0;
    if (event.version <= seen) return;
    if (event.version > seen + 1) throw new EventGap(event, seen);

    await work({ ...scope, em: tx });

    await sql`update inbox set version = ${event.version}
      where consumer = ${consumer} and aggregate = ${event.subject}`.execute(tx.getKysely());
  });
}
