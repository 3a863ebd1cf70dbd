import type { EntitySchema, MigrationObject } from '@mikro-orm/core';
import type { QueryResultRow } from 'pg';
import type { EntityManager } from './query.ts';

/** What one subgraph keeps in its database. */
export interface DatabaseDefinition {
  readonly name: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly MigrationObject[];
  /** Connections this process may open for it, at least two; the sum over a server is checked. */
  readonly poolSize?: number;
}

/** One subgraph's open database, migrated and with its `clock_instant()` in place. */
export interface Database extends AsyncDisposable {
  readonly name: string;
  /** A manager with an identity map of its own: one per request, message or tick. */
  fork(): EntityManager;
  /** Calls back after each commit of this process, until disposed. */
  onCommit(listener: () => void): Disposable;
  /** A connection of its own, outside the pool, for session locks and listening. */
  readonly connection: ConnectionSettings;
  /** How many connections are open, waiting to be used, and asked for in vain. */
  pool(): { readonly open: number; readonly idle: number; readonly waiting: number };
  /**
   * Asks something small on a connection of its own: it does not wait for the pool, and fails when there is no answer
   * within a second.
   */
  observe<Row extends QueryResultRow>(statement: string): Promise<readonly Row[]>;
  /** Resolves when the database answers, however busy the pool is. */
  ping(): Promise<void>;
}

/** How to reach one database; what `pg` takes. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
}

/** A PostgreSQL server (15 or later) that gives every subgraph a database of its own. */
export interface DatabaseServer extends AsyncDisposable {
  open(definition: DatabaseDefinition): Promise<Database>;
  /** Settings for a database that keeps no entities, made if missing. */
  reserve(name: string, connections: number): Promise<ConnectionSettings>;
}
