import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';

export { sql };
export type { EntityManager, RawBuilder };

/** Runs SQL on the manager's transaction, or on the pool where there is none, and returns its rows. */
export async function rows<Row>(em: EntityManager, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(em.getKysely())).rows;
}

/** Runs SQL that gives one row or none. */
export async function firstRow<Row>(em: EntityManager, query: RawBuilder<Row>): Promise<Row | undefined> {
  return (await rows(em, query))[0];
}
