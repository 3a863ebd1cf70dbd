import { defineEntity, p } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';
import { expect, test } from 'vitest';
import { newId } from '../identifier.ts';
import type { Database } from './database.ts';
import { instantText, InstantType } from './instant.ts';
import { firstRow, rows, sql } from './query.ts';
import { serverForTests } from './server-for-tests.ts';

const MomentEntity = defineEntity({
  name: 'Moment',
  tableName: 'moments',
  properties: {
    id: p.uuid().primary(),
    at: p.type(InstantType).$type<Temporal.Instant>(),
    until: p.type(InstantType).$type<Temporal.Instant>().nullable(),
  },
});

class CreateMoments extends Migration {
  override up() {
    this.addSql('create table moments (id uuid primary key, at timestamptz not null, until timestamptz)');
  }
}

const moments = {
  name: 'moments',
  entities: [MomentEntity],
  migrations: [{ name: 'moments-0001', class: CreateMoments }],
};

const byText = (one: string, other: string) => one.localeCompare(other);

const texts = [
  '2026-05-01T17:30:00.123456Z',
  '2026-05-01T17:30:00.000001Z',
  '2026-05-01T17:30:00Z',
  '1969-12-31T23:59:59.999999Z',
  '1883-11-18T12:00:00.5Z',
  '9999-12-30T23:59:59.999999Z',
];

const save = async (database: Database, at: Temporal.Instant, until: Temporal.Instant | null = null) => {
  const em = database.fork();
  const moment = em.create(MomentEntity, { id: newId(), at, until });
  await em.flush();
  return moment.id;
};

const load = (database: Database, id: string) => database.fork().findOneOrFail(MomentEntity, { id });

test.for(texts)('%s survives the way through an entity to the microsecond', async (text) => {
  await using database = await serverForTests().open(moments);
  const id = await save(database, Temporal.Instant.from(text));

  const found = await load(database, id);
  const same = await database.fork().findOne(MomentEntity, { at: Temporal.Instant.from(text) });

  expect([found.at.toString(), found.until]).toEqual([text, null]);
  expect(same?.id).toBe(id);
});

test.for(['UTC', 'Europe/London', 'Asia/Kathmandu', 'America/St_Johns', 'Europe/Amsterdam'])(
  'so it does where the server shows times of %s',
  async (zone) => {
    const server = serverForTests();
    await using before = await server.open(moments);
    await rows(
      before.fork(),
      sql`alter database ${sql.id(before.connection.database)} set timezone to ${sql.lit(zone)}`,
    );
    await using database = await server.open(moments);

    const ids = await Promise.all(texts.map((text) => save(database, Temporal.Instant.from(text))));

    expect(await rows(database.fork(), sql`show timezone`)).toEqual([{ TimeZone: zone }]);
    const found = await Promise.all(ids.map((id) => load(database, id)));
    expect(found.map(({ at }) => at.toString())).toEqual(texts);
    const kept = await rows(database.fork(), sql<{ at: string }>`select at from moments`);
    expect(kept.map(({ at }) => instantText(at)).toSorted(byText)).toEqual(texts.toSorted(byText));
  },
);

test('an instant that was loaded and left alone is not written again', async () => {
  await using database = await serverForTests().open(moments);
  const id = await save(
    database,
    Temporal.Instant.from('2026-05-01T17:30:00.1Z'),
    Temporal.Instant.from('2026-05-01T18:00:00Z'),
  );
  const written = await rowVersion(database, id);

  const em = database.fork();
  await em.findOneOrFail(MomentEntity, { id });
  await em.flush();

  expect(await rowVersion(database, id)).toBe(written);
});

test('an instant that moved by a microsecond is written, and so is null', async () => {
  await using database = await serverForTests().open(moments);
  const id = await save(
    database,
    Temporal.Instant.from('2026-05-01T17:30:00Z'),
    Temporal.Instant.from('2026-05-01T18:00:00Z'),
  );

  const em = database.fork();
  const moment = await em.findOneOrFail(MomentEntity, { id });
  moment.at = moment.at.add({ microseconds: 1 });
  moment.until = null;
  await em.flush();

  const found = await load(database, id);
  expect([found.at.toString(), found.until]).toEqual(['2026-05-01T17:30:00.000001Z', null]);
});

const rowVersion = async (database: Database, id: string) =>
  (await firstRow(database.fork(), sql<{ xmin: string }>`select xmin::text from moments where id = ${id}`))?.xmin;
