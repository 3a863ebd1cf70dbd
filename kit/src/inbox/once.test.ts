import type { CloudEvent } from '@constellation/schema';
import { beforeEach, expect, test } from 'vitest';
import { cutConnections } from '../database/connections-for-tests.ts';
import type { Database } from '../database/database.ts';
import { rows, sql } from '../database/query.ts';
import { serverForTests } from '../database/server-for-tests.ts';
import { newId } from '../identifier.ts';
import { newScope } from '../scope-for-tests.ts';
import { EventGap, once } from './once.ts';

let aggregate = '';

beforeEach(() => {
  aggregate = newId();
});

const version = (number: number): CloudEvent => ({
  specversion: '1.0',
  id: newId(),
  source: '/kit/notes',
  type: 'note.changed',
  subject: aggregate,
  time: '2026-01-01T00:00:00Z',
  datacontenttype: 'application/json',
  version: number,
  data: {},
});

async function openDeeds(): Promise<Database> {
  const database = await serverForTests().open({ name: 'deeds', entities: [], migrations: [] });
  await rows(database.fork(), sql`create table deeds (consumer text, aggregate uuid, version integer)`);
  return database;
}

/** Acts on an event as a consumer would: the deed is done in the scope that the inbox gives. */
const act = (database: Database, event: CloudEvent, consumer = 'reader') =>
  once(newScope(database), consumer, event, async ({ em }) => {
    await rows(em, sql`insert into deeds values (${consumer}, ${event.subject}, ${event.version})`);
  });

const deeds = async (database: Database) =>
  (await rows<{ version: number }>(database.fork(), sql`select version from deeds order by version`)).map(
    (row) => row.version,
  );

test('an event is acted upon once, however often it comes', async () => {
  await using database = await openDeeds();
  const events = [version(1), version(2), version(3)];

  for (const event of [...events, ...events]) await act(database, event);

  expect(await deeds(database)).toEqual([1, 2, 3]);
});

test('an event that comes before one that precedes it is a gap, and is acted upon after that one', async () => {
  await using database = await openDeeds();
  await act(database, version(1));

  const tooEarly = act(database, version(3));

  await expect(tooEarly).rejects.toThrow(EventGap);
  await expect(tooEarly).rejects.toThrow(`note.changed 3 of ${aggregate} came after version 1`);
  await act(database, version(2));
  await act(database, version(3));
  expect(await deeds(database)).toEqual([1, 2, 3]);
});

test('work that throws leaves neither a deed nor a note that it was done', async () => {
  await using database = await openDeeds();
  const event = version(1);

  const failing = once(newScope(database), 'reader', event, async ({ em }) => {
    await rows(em, sql`insert into deeds values ('reader', ${aggregate}, 1)`);
    throw new Error('on purpose');
  });

  await expect(failing).rejects.toThrow('on purpose');
  expect(await deeds(database)).toEqual([]);
  await act(database, event);
  expect(await deeds(database)).toEqual([1]);
});

test('work whose connection is cut leaves nothing, and the repetition does it', async () => {
  await using database = await openDeeds();
  const event = version(1);

  const failing = once(newScope(database), 'reader', event, async ({ em }) => {
    await rows(em, sql`insert into deeds values ('reader', ${aggregate}, 1)`);
    await cutConnections(database.connection, 'constellation-deeds');
  });

  await expect(failing).rejects.toThrow(/connection/i);
  await act(database, event);
  expect(await deeds(database)).toEqual([1]);
});

test('of many processes with the same event one acts, and the others find it done', async () => {
  await using database = await openDeeds();
  const event = version(1);

  await Promise.all(Array.from({ length: 10 }, () => act(database, event)));

  expect(await deeds(database)).toEqual([1]);
});

test('events that race are acted upon in order, or are gaps to be brought again', async () => {
  await using database = await openDeeds();
  const events = Array.from({ length: 8 }, (_, index) => version(index + 1));
  let gaps = 0;

  const bring = async (event: CloudEvent): Promise<void> => {
    const outcome = await act(database, event).catch((error: unknown) => error);
    if (outcome === undefined) return;
    expect(outcome).toBeInstanceOf(EventGap);
    gaps += 1;
    await bring(event);
  };
  await Promise.all(events.toReversed().map(bring));

  expect(await deeds(database)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(gaps).toBeGreaterThan(0);
});

test('consumers keep their own notes', async () => {
  await using database = await openDeeds();
  const event = version(1);

  await act(database, event, 'reader');
  await act(database, event, 'writer');

  expect(await rows(database.fork(), sql`select consumer from deeds order by consumer`)).toEqual([
    { consumer: 'reader' },
    { consumer: 'writer' },
  ]);
});
