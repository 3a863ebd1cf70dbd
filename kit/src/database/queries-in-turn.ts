import pg from 'pg';

/** Runs a query, after those asked for before. */
export type Query = <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]) => Promise<Row[]>;

/** Queries of one connection follow each other; `unanswered` is called when the server leaves one without an answer. */
export function queriesInTurn(client: pg.Client, unanswered: () => void = () => {}): Query {
  let last: Promise<unknown> = Promise.resolve();
  return async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]) => {
    const result = last.then(() => client.query<Row>(text, [...values]));
    last = result.catch((error: unknown) => {
      if (!(error instanceof pg.DatabaseError)) unanswered();
    });
    return (await result).rows;
  };
}
