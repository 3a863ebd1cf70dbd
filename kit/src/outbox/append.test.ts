import { expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { firstRow, rows, sql } from '../database/query.ts';
import { serverForTests } from '../database/server-for-tests.ts';
import { newId } from '../identifier.ts';
import { append, appending, appendingAll, appendInPlace } from './append.ts';
import { changeNote, noteChanged, noteIds, notes, noteSnapshot, outboxOf } from './notes-for-tests.ts';

const at = Temporal.Instant.from('2026-05-01T17:30:00.123456Z');

const noteOf = (database: Database, id: string) =>
  firstRow(database.fork(), sql`select text, version from notes where id = ${id}`);

test('state and event last together', async () => {
  await using database = await serverForTests().open(notes);
  const note = newId();

  await changeNote(database.fork(), note, 'milk');
  await changeNote(database.fork(), note, 'bread');

  expect(await noteOf(database, note)).toEqual({ text: 'bread', version: 2 });
  expect(await outboxOf(database)).toEqual([
    { id: expect.any(String), aggregate: note, version: 1, sequence: null },
    { id: expect.any(String), aggregate: note, version: 2, sequence: null },
  ]);
});

test('when the transaction fails after the append, neither lasts', async () => {
  await using database = await serverForTests().open(notes);
  const note = newId();

  const failing = database.fork().transactional(async (tx) => {
    await changeNote(tx, note, 'milk');
    throw new Error('on purpose');
  });

  await expect(failing).rejects.toThrow('on purpose');
  expect(await noteOf(database, note)).toBeUndefined();
  expect(await outboxOf(database)).toEqual([]);
});

test('an event that breaks its contract takes the change with it', async () => {
  await using database = await serverForTests().open(notes);
  const note = newId();

  await expect(changeNote(database.fork(), note, 'x'.repeat(101))).rejects.toThrow('100');

  expect(await noteOf(database, note)).toBeUndefined();
});

test('a version of an aggregate can be taken once', async () => {
  await using database = await serverForTests().open(notes);
  const fact = { aggregate: newId(), version: 1, at, data: { text: 'milk' } };
  await append(database.fork(), noteChanged, fact);

  await expect(append(database.fork(), noteChanged, { ...fact, data: { text: 'bread' } })).rejects.toThrow(
    'outbox_stream_subject_version_key',
  );

  expect(await outboxOf(database)).toHaveLength(1);
});

test('the event says what happened to what, when, and on whose trace', async () => {
  await using database = await serverForTests().open(notes);
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const note = newId();
  const em = database.fork();
  em.setLoggerContext({ traceparent });

  await em.transactional((tx) => append(tx, noteChanged, { aggregate: note, version: 7, at, data: { text: 'milk' } }));

  const [row] = await rows<{ id: string; event: unknown }>(
    database.fork(),
    sql`select id, stream, subject, event from outbox`,
  );
  expect(row).toEqual({
    id: expect.any(String),
    stream: 'NOTES',
    subject: `note.${note}`,
    event: {
      specversion: '1.0',
      id: row?.id,
      source: '/kit/notes',
      type: 'note.changed',
      subject: note,
      time: '2026-05-01T17:30:00.123456Z',
      datacontenttype: 'application/json',
      version: 7,
      traceparent,
      data: { text: 'milk' },
    },
  });
});

test('an append can be part of the statement that makes the fact true', async () => {
  await using database = await serverForTests().open(notes);
  const note = newId();
  const em = database.fork();
  const appended = appending(em, noteChanged, { aggregate: note, version: 1, at, data: { text: 'milk' } });

  await rows(em, sql`with appended as (${appended}) insert into notes values (${note}, 'milk', 1)`);

  expect(await noteOf(database, note)).toEqual({ text: 'milk', version: 1 });
  expect(await outboxOf(database)).toHaveLength(1);
});

test('two events of one change can be parts of one statement', async () => {
  await using database = await serverForTests().open(notes);
  const fact = { aggregate: newId(), version: 1, at, data: { text: 'milk' } };
  const em = database.fork();
  const event = appending(em, noteChanged, fact);
  const snapshot = appending(em, noteSnapshot, { ...fact, last: true });

  await rows(
    em,
    sql`with event as (${event}), snapshot as (${snapshot}) insert into notes values (${fact.aggregate}, 'milk', 1)`,
  );

  expect(await noteOf(database, fact.aggregate)).toEqual({ text: 'milk', version: 1 });
  expect(await rows(database.fork(), sql`select stream, version, last from outbox order by stream`)).toEqual([
    { stream: 'NOTES', version: 1, last: false },
    { stream: 'NOTE_STATE', version: 1, last: true },
  ]);
});

test('a version of an aggregate cannot be taken twice on one stream by one statement', async () => {
  await using database = await serverForTests().open(notes);
  const fact = { aggregate: newId(), version: 1, at, data: { text: 'milk' } };
  const em = database.fork();
  const [event, again] = [appending(em, noteChanged, fact), appending(em, noteChanged, fact)];

  const taken = rows(em, sql`with event as (${event}), again as (${again}) select`);

  await expect(taken).rejects.toThrow('outbox_stream_subject_version_key');
  expect(await outboxOf(database)).toEqual([]);
});

test('many facts are put there by one statement as each is by its own', async () => {
  await using database = await serverForTests().open(notes);
  const em = database.fork();
  em.setLoggerContext({ traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' });
  const facts = noteIds(300).map((aggregate, index) => ({
    aggregate,
    version: 1,
    at,
    data: { text: `"${index}" — \\n 😀` },
  }));
  const alone = facts.map((fact) => ({ ...fact, version: 2 }));

  await rows(em, sql`with appended as (${appendingAll(em, noteSnapshot, facts)}) select`);
  for (const fact of alone) await append(em, noteSnapshot, fact);

  const kept = await rows(
    em,
    sql`select partition, stream, subject, aggregate, event - '{id, version}'::text[] as event, appended_at, last,
        event ->> 'id' = id::text as "namesItself"
      from outbox order by position`,
  );
  expect(kept).toHaveLength(600);
  expect(kept.slice(0, 300)).toEqual(kept.slice(300));
});

test('of many facts one that breaks its contract, or that is there already, takes the others with it', async () => {
  await using database = await serverForTests().open(notes);
  const em = database.fork();
  const fact = { aggregate: newId(), version: 1, at, data: { text: 'milk' } };
  const other = { ...fact, aggregate: newId() };
  const broken = { ...other, data: { text: 'x'.repeat(101) } };
  await append(em, noteChanged, fact);

  expect(() => appendingAll(em, noteChanged, [other, broken])).toThrow('100');
  await expect(rows(em, appendingAll(em, noteChanged, [other, fact]))).rejects.toThrow(
    'outbox_stream_subject_version_key',
  );
  expect(await outboxOf(database)).toHaveLength(1);
});

test('an event in place of those before it is all that the outbox has of its subject', async () => {
  await using database = await serverForTests().open(notes);
  const [note, other] = [newId(), newId()];
  const fact = (aggregate: string, version: number) => ({ aggregate, version, at, data: { text: 'secret' } });
  await append(database.fork(), noteChanged, fact(other, 1));
  await append(database.fork(), noteSnapshot, fact(note, 1));
  await append(database.fork(), noteChanged, fact(note, 1));

  await appendInPlace(database.fork(), noteChanged, { ...fact(note, 2), data: { text: '' } });

  const kept = sql`select stream, aggregate, version from outbox order by position`;
  expect(await rows(database.fork(), kept)).toEqual([
    { stream: 'NOTES', aggregate: other, version: 1 },
    { stream: 'NOTE_STATE', aggregate: note, version: 1 },
    { stream: 'NOTES', aggregate: note, version: 2 },
  ]);
});
