import { type EntityManager, firstRow, sql } from '@constellation/kit';

/** What is told of a source under which name, and how often something was. */
export interface News {
  readonly aggregate: string;
  readonly version: number;
}

/** Notes what is told of a locked source; undefined where it was told last. */
export const noteNews = (tx: EntityManager, id: string, told: object): Promise<News | undefined> =>
  firstRow(
    tx,
    sql<News>`
      update sources set told = ${JSON.stringify(told)}::jsonb, events = events + 1
      where id = ${id} and told is distinct from ${JSON.stringify(told)}::jsonb
      returning event_id as aggregate, events as version`,
  );
