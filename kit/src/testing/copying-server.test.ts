import { Migration } from '@mikro-orm/migrations';
import { expect, inject, test } from 'vitest';
import { rows, sql } from '../database/query.ts';
import { migrated } from './copying-server.ts';
import { testPlatform } from './test-platform.ts';

/** A migration by one statement. */
const by = (statement: string) => [
  {
    name: 'notes-0001',
    class: class extends Migration {
      override up() {
        this.addSql(statement);
      }
    },
  },
];

test('a database that was copied has its migrations behind it, and another one once a statement is another', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  const columnsOf = async (name: string, statement: string) => {
    await using database = await platform.database.open({ name, entities: [], migrations: by(statement) });
    return await rows(
      database.fork(),
      sql`select column_name as name from information_schema.columns where table_name = 'notes'`,
    );
  };

  expect(await columnsOf('one', 'create table notes (one text)')).toEqual([{ name: 'one' }]);
  expect(await columnsOf('other', 'create table notes (other text)')).toEqual([{ name: 'other' }]);
  expect(await columnsOf('again', 'create table notes (one text)')).toEqual([{ name: 'one' }]);
});

test('templates are told apart by what their migrations say, not by their names', () => {
  const nameOf = (statement: string) => migrated({ migrations: by(statement) }).name;

  expect(nameOf('select 1')).toBe(nameOf('select 1'));
  expect(nameOf('select 1')).not.toBe(nameOf('select 2'));
});
