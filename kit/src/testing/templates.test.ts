import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { newId } from '../identifier.ts';
import { copyTemplate, dropDatabases } from './templates.ts';

const server = inject('postgresUrl');
const ownName = () => newId().replaceAll('-', '');

async function connect(database: string) {
  const client = new pg.Client({ connectionString: new URL(`/${database}`, server).href });
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}

async function numbersIn(database: string): Promise<unknown[]> {
  await using connection = await connect(database);
  const { rows } = await connection.client.query<{ number: number }>('select number from numbers');
  return rows.map(({ number }) => number);
}

async function databasesLike(prefix: string): Promise<string[]> {
  await using connection = await connect('postgres');
  const { rows } = await connection.client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1) order by datname',
    [prefix],
  );
  return rows.map(({ datname }) => datname);
}

/** What makes it leaves its turn as the only row. */
function countingTemplate() {
  let made = 0;
  return {
    name: ownName(),
    make: async (url: string) => {
      made += 1;
      await using connection = await connect(new URL(url).pathname.slice(1));
      await connection.client.query(`create table numbers as select ${made} as number`);
    },
  };
}

test('databases that are asked for at the same time, some of them twice, are copies of one template', async () => {
  const template = countingTemplate();
  const prefix = `copies_${ownName()}_`;
  const names = ['a', 'b', 'c'].map((name) => `${prefix}${name}`);

  await Promise.all([...names, ...names].map((name) => copyTemplate(server, name, template)));

  expect(await Promise.all(names.map(numbersIn))).toEqual([[1], [1], [1]]);
  expect(await databasesLike(prefix)).toEqual(names);
  await dropDatabases(server, prefix);
});

test('databases are dropped by how their names begin, but for one that somebody uses', async () => {
  const template = countingTemplate();
  const prefix = `drops_${ownName()}_`;
  for (const name of ['a', 'b']) await copyTemplate(server, `${prefix}${name}`, template);

  {
    await using _used = await connect(`${prefix}a`);
    await dropDatabases(server, prefix);
    expect(await databasesLike(prefix)).toEqual([`${prefix}a`]);
  }

  await dropDatabases(server, prefix);
  expect(await databasesLike(prefix)).toEqual([]);
});
