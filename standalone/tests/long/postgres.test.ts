import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '@constellation/kit/testing';
import pg from 'pg';
import { expect, test } from 'vitest';
import { beginEvening, openArena, tellRecovery } from '../fixtures/faults/arena.ts';
import { nothingWrong } from '../fixtures/faults/reckoning.ts';
import { shareOpened } from '../fixtures/share-opened.ts';

const shared = shareOpened(async (stack) => {
  const { url: databaseUrl } = stack.use(await startPostgres());
  return { arena: stack.use(await openArena({ databaseUrl })), databaseUrl };
});

async function ask(databaseUrl: string, text: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<Record<string, string>>(text);
  await client.end();
  return rows[0] ?? {};
}

const cut = (databaseUrl: string) =>
  ask(
    databaseUrl,
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'constellation-%'`,
  );

test(
  'distributed platform: connections to PostgreSQL that are cut again and again lose and double nothing',
  { timeout: 180_000 },
  async () => {
    const { arena, databaseUrl } = await shared();
    await using evening = await beginEvening(arena);

    for (let cuts = 0; cuts < 10; cuts += 1) {
      await cut(databaseUrl);
      await evening.guests.served(20);
    }
    const cutAt = performance.now();
    await cut(databaseUrl);
    await evening.guests.served(60);
    const recoveredMs = performance.now() - cutAt;

    expect(await evening.end()).toEqual(nothingWrong);
    expect(recoveredMs).toBeLessThan(30_000);
    tellRecovery('connections to PostgreSQL cut', evening, recoveredMs);
  },
);

test(
  'distributed platform: a PostgreSQL server that is killed and started again loses and doubles nothing',
  { timeout: 180_000 },
  async () => {
    const { arena, databaseUrl } = await shared();
    await using evening = await beginEvening(arena);
    const { directory = '' } = await ask(
      databaseUrl,
      `select setting as directory from pg_settings where name = 'data_directory'`,
    );
    const [server] = (await readFile(join(directory, 'postmaster.pid'), 'utf8')).split('\n');

    const killedAt = performance.now();
    process.kill(Number(server), 'SIGKILL');
    await evening.guests.served(60);
    const recoveredMs = performance.now() - killedAt;

    expect(await evening.end()).toEqual(nothingWrong);
    expect(recoveredMs).toBeLessThan(60_000);
    tellRecovery('PostgreSQL killed and started again', evening, recoveredMs);
  },
);
