import pg from 'pg';
import { promised, type Query } from './promised.ts';

const begins = /^(begin|start transaction)/;
const rolledBack = { command: 'ROLLBACK', rowCount: null, rows: [] };

/**
 * A connection that finds its way back to the pool even when it is lost within a transaction. kysely keeps one whose
 * `begin` or `rollback` fails (github.com/kysely-org/kysely/issues/1990), so that every cut would cost a place for good.
 */
export class ReturningClient extends pg.Client {
  /** What cannot be rolled back is gone, and its work with it: that counts as rolled back. */
  override query(...args: unknown[]): never {
    const query = promised(super.query.bind(this) as Query);
    const text = String(args[0]);
    if (text === 'rollback') return query(...args).catch(() => this.#discard()) as never;
    if (begins.test(text)) return query(...args).catch((error: Error) => this.#giveBack(error)) as never;
    return query(...args) as never;
  }

  /** The pool drops a connection that is ending. */
  #discard() {
    void this.end();
    return rolledBack;
  }

  #giveBack(error: Error): never {
    (this as unknown as pg.PoolClient).release(error);
    throw error;
  }
}
