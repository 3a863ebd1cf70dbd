import { openDatabase } from '/work/main/kit/src/database/open-database.ts';
import { postgresServer } from '/work/main/kit/src/database/postgres-server.ts';
import { startPostgres } from '/work/main/kit/src/testing/postgres-for-tests.ts';
import { systemClock } from '/work/main/kit/src/clock.ts';
import { newId } from '/work/main/kit/src/identifier.ts';
import { pino } from '/work/main/kit/node_modules/pino/pino.js';
import { Migration } from '@mikro-orm/migrations';
import { LockMode } from '@mikro-orm/core';
import { VenueEntity } from './data/venue.entity.ts';
import { RoomEntity } from './data/room.entity.ts';
import { TableEntity } from './data/table.entity.ts';
import { TableCombinationEntity } from './data/table-combination.entity.ts';
class M extends Migration { override up() {
 this.addSql(`create table venues (id uuid primary key, slug text not null unique, name text collate "und-x-icu" not null, kind text not null, description text, address_line1 text not null, address_line2 text, address_city text not null, address_region text, address_postal_code text, address_country text not null, latitude double precision not null, longitude double precision not null, elevation double precision not null, opening_hours jsonb not null, version integer not null)`);
 this.addSql(`create table rooms (id uuid primary key, venue_id uuid not null references venues, name text not null, width double precision not null, height double precision not null, layout_version integer not null)`);
 this.addSql(`create table tables (id uuid primary key, room_id uuid not null references rooms, label text not null, min_party integer not null, max_party integer not null, zone text, x double precision not null, y double precision not null, rotation double precision not null, shape text not null, unique (room_id, label) deferrable initially deferred)`);
 this.addSql(`create table table_combinations (id uuid primary key, room_id uuid not null references rooms, min_party integer not null, max_party integer not null, priority integer not null)`);
 this.addSql(`create table table_combination_members (combination_id uuid not null references table_combinations on delete cascade, table_id uuid not null references tables, primary key (combination_id, table_id))`);
}}
await using pg = await startPostgres();
const log = pino({ level: 'silent' });
await using server = postgresServer({ url: pg.url, clock: systemClock, log });
await using db = await server.open({ name: 'spike', entities: [VenueEntity, RoomEntity, TableEntity, TableCombinationEntity], migrations: [{ name: 'v1', class: M }] });
const em = db.fork();
const make = (slug: string) => db.fork().transactional(async (tx) => {
  const v = tx.create(VenueEntity, { id: newId(), slug, name: 'N', kind: 'BAR', description: null, address: { line1: 'a', line2: null, city: 'x', region: null, postalCode: null, country: 'DE' }, location: { latitude: 1, longitude: 2, elevation: 0 }, openingHours: [], version: 0 });
  v.version += 1;
  return v;
});
const venue = await make('a');
console.log(venue, Object.keys(venue));
try { await make('a'); } catch (e: any) { console.log(e.constructor.name, e.constraint, e.code, e.name); }
const room = await em.transactional(async (tx) => {
  const v = await tx.findOneOrFail(VenueEntity, { id: venue.id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  const room = tx.create(RoomEntity, { id: newId(), venueId: v.id, name: 'r', width: 3, height: 3, layoutVersion: 0 });
  v.openingHours = [{ weekday: 'MONDAY', opens: '10:00', closes: '11:00' }];
  v.version += 1;
  const t = ['A', 'B', 'C'].map((label) => tx.create(TableEntity, { id: newId(), roomId: room.id, label, minParty: 1, maxParty: 2, zone: null, x: 0, y: 0, rotation: 0, shape: 'BAR' }));
  tx.create(TableCombinationEntity, { id: newId(), roomId: room.id, tables: t.slice(0, 2).map((x) => x.id), minParty: 2, maxParty: 4, priority: 0 });
  await tx.flush();
  return room;
});
console.log(room.venueId, room);
const [a, b] = await em.transactional(async (tx) => {
  const ts = await tx.find(TableEntity, { roomId: room.id }, { orderBy: { label: 'asc' }, refresh: true });
  const [a, b] = ts;
  if (!a || !b) throw 1;
  console.log('spread', { ...a }, a.roomId);
  Object.assign(a, { ...a, label: 'B' }); Object.assign(b, { ...b, label: 'A' });
  const old = await tx.find(TableCombinationEntity, { roomId: room.id });
  for (const c of old) tx.remove(c);
  tx.create(TableCombinationEntity, { id: newId(), roomId: room.id, tables: ts.slice(1, 3), minParty: 2, maxParty: 4, priority: 0 });
  await tx.flush();
  return ts;
});
const em2 = db.fork();
const combos = await em2.find(TableCombinationEntity, { roomId: { $in: [room.id] } }, { populate: ['tables'], disableIdentityMap: true });
console.log(combos.map((c) => [c.roomId, c.tables.getItems().map((t) => t.label), c.tables.getIdentifiers()]));
console.log(await em2.find(VenueEntity, { name: { $gte: 'A' }, $or: [{ name: { $gt: 'N' } }, { id: { $gt: newId() } }] }));
console.log(await em2.execute('select version()'), await em2.execute(`select x from (values ('Zoo'),('apple'),('École'),('Dog')) v(x) order by x collate "und-x-icu"`));
const keep = em2.getUnitOfWork().getIdentityMap().keys(); console.log(keep);
