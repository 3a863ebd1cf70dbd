import pg from 'pg';
import { beforeAll, inject } from 'vitest';
import { openLog } from '../log.ts';
import { createDatabase } from '../testing/postgres-for-tests.ts';
import { busContract } from './contract/contract.ts';
import { postgresBus } from './postgres.ts';

let connectionString: string;

beforeAll(async () => {
  connectionString = await createDatabase(inject('postgresUrl'));
});

busContract({
  open: () =>
    postgresBus({
      connection: { connectionString },
      poolSize: 4,
      log: openLog({ name: 'test', level: 'silent' }),
      sweepEveryMs: 100,
    }),
  cut,
  loseData: async () => {
    await ask('truncate streams, messages, consumers, redeliveries');
    await cut();
  },
});

async function cut() {
  await ask(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
}

async function ask(statement: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement);
  await client.end();
}
