import { createHash } from 'node:crypto';
import { streams } from '@constellation/schema';
import type { MigrationObject } from '@mikro-orm/core';
import { postgresBus } from '../bus/postgres.ts';
import { systemClock } from '../clock.ts';
import type { DatabaseDefinition, DatabaseServer } from '../database/database.ts';
import { kitMigrations } from '../database/kit-migrations.ts';
import { openDatabase } from '../database/open-database.ts';
import { postgresServer, type PostgresServerOptions, settingsOf } from '../database/postgres-server.ts';
import { openLog } from '../log.ts';
import { copyTemplate, type Template } from './templates.ts';

const log = openLog({ name: 'template', level: 'fatal' });

/** A server for tests: its databases begin as copies that have their migrations behind them, which takes half of the time. */
export function copyingServer(options: PostgresServerOptions & { readonly prefix: string }): DatabaseServer {
  const server = postgresServer(options);
  const open: DatabaseServer['open'] = async (definition) => {
    await copyTemplate(options.url, `${options.prefix}${definition.name}`, migrated(definition));
    return server.open(definition);
  };
  return { ...server, open };
}

/** A template that has a definition's migrations behind it. It is another one as soon as a statement of theirs is. */
export function migrated({ migrations }: Pick<DatabaseDefinition, 'migrations'>): Template {
  const statements = [...kitMigrations, ...migrations].map(statementsOf);
  return {
    name: createHash('sha256').update(JSON.stringify(statements)).digest('hex').slice(0, 32),
    make: async (url) => {
      const definition = { name: 'template', entities: [], migrations, poolSize: 2 };
      const database = await openDatabase(definition, settingsOf(url), systemClock, log);
      await database[Symbol.asyncDispose]();
    },
  };
}

/** A template for the event log, with its streams. */
export const declared: Template = {
  name: 'bus',
  make: async (url) => {
    await using bus = await postgresBus({ connection: settingsOf(url), log });
    await bus.declare(streams);
  },
};

function statementsOf({ name, class: Migration }: MigrationObject): unknown[] {
  const migration = new Migration();
  void migration.up();
  return [name, migration.getQueries?.()];
}
