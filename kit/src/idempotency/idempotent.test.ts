import { defineEntity, p } from '@mikro-orm/core';
import { expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { rows, sql } from '../database/query.ts';
import { serverForTests } from '../database/server-for-tests.ts';
import { newId } from '../identifier.ts';
import { changeNote, notes } from '../outbox/notes-for-tests.ts';
import { Refusal } from '../refusal.ts';
import { newScope } from '../scope-for-tests.ts';
import type { Scope } from '../scope.ts';
import { administrator } from '../testing/people.ts';
import { idempotent } from './idempotent.ts';

const NoteEntity = defineEntity({
  name: 'Note',
  tableName: 'notes',
  properties: { id: p.uuid().primary(), text: p.text(), version: p.integer() },
});

const request = { operation: 'takeNote', key: 'key', request: { text: 'milk' } };

/** Takes a new note, with its event, and returns its id. */
async function takeNote({ em }: Scope): Promise<string> {
  const id = newId();
  await changeNote(em, id);
  return id;
}

const taken = async (database: Database) => (await rows(database.fork(), sql`select id from notes`)).length;

test('a repetition gets the first outcome and does nothing', async () => {
  await using database = await serverForTests().open(notes);
  const first = await idempotent(newScope(database), request, takeNote);

  const second = await idempotent(newScope(database), request, takeNote);

  expect(first).toEqual({ entityId: expect.any(String), errors: [] });
  expect(second).toEqual(first);
  expect(await taken(database)).toBe(1);
});

test('what came of a key may be named by any text', async () => {
  await using database = await serverForTests().open(notes);
  const first = await idempotent(newScope(database), request, async () => 'celestial');

  const second = await idempotent(newScope(database), request, takeNote);

  expect([first, second].map(({ entityId }) => entityId)).toEqual(['celestial', 'celestial']);
});

test('what an earlier version has kept is given again', async () => {
  await using database = await serverForTests().open(notes);
  const first = await idempotent(newScope(database), request, takeNote);
  await rows(database.fork(), sql`update idempotency set entity_name = null`);

  const second = await idempotent(newScope(database), request, takeNote);

  expect(second).toEqual(first);
});

test('a refusal undoes the work, is kept, and is given again word for word', async () => {
  await using database = await serverForTests().open(notes);
  const refuse = async (scope: Scope): Promise<string> => {
    await takeNote(scope);
    throw new Refusal('TABLE_TAKEN', 'Taken until 19:00', {
      path: ['input', 'tableIds', '0'],
      details: { until: '19:00' },
    });
  };

  const first = await idempotent(newScope(database), request, refuse);
  const second = await idempotent(newScope(database), request, takeNote);

  const error = {
    code: 'TABLE_TAKEN',
    message: 'Taken until 19:00',
    path: ['input', 'tableIds', '0'],
    details: { until: '19:00' },
  };
  expect(first).toEqual({ entityId: null, errors: [error] });
  expect(second).toEqual(first);
  expect(await taken(database)).toBe(0);
});

test('a refusal undoes also what the entity manager holds, written or not', async () => {
  await using database = await serverForTests().open({ ...notes, entities: [NoteEntity] });
  const refuse = async ({ em }: Scope): Promise<string> => {
    em.create(NoteEntity, { id: newId(), text: 'written', version: 1 });
    await em.flush();
    em.create(NoteEntity, { id: newId(), text: 'not written yet', version: 1 });
    throw new Refusal('CLOSED', 'Come back tomorrow');
  };

  const outcome = await idempotent(newScope(database), request, refuse);

  expect(outcome.errors).toMatchObject([{ code: 'CLOSED' }]);
  expect(await taken(database)).toBe(0);
});

test('work that fails otherwise is not kept: the next one does it', async () => {
  await using database = await serverForTests().open(notes);
  const failing = idempotent(newScope(database), request, async (scope) => {
    await takeNote(scope);
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');

  const outcome = await idempotent(newScope(database), request, takeNote);

  expect(outcome.errors).toEqual([]);
  expect(await taken(database)).toBe(1);
});

test('the key of another request is refused, whatever became of that one', async () => {
  await using database = await serverForTests().open(notes);
  await idempotent(newScope(database), request, takeNote);

  const other = idempotent(newScope(database), { ...request, request: { text: 'bread' } }, takeNote);

  await expect(other).rejects.toMatchObject({
    name: 'Refusal',
    code: 'IDEMPOTENCY_MISMATCH',
  });
  expect(await taken(database)).toBe(1);
});

test('keys belong to a principal and an operation', async () => {
  await using database = await serverForTests().open(notes);
  const somebodyElse = { ...administrator, id: newId() };

  const outcomes = [
    await idempotent(newScope(database, administrator), request, takeNote),
    await idempotent(newScope(database, somebodyElse), request, takeNote),
    await idempotent(newScope(database, administrator), { ...request, operation: 'dropNote' }, takeNote),
    await idempotent(newScope(database, administrator), { ...request, key: 'Key' }, takeNote),
  ];

  expect(new Set(outcomes.map(({ entityId }) => entityId)).size).toBe(4);
});

test.for([
  ['one character', 'k'],
  ['200 characters', 'k'.repeat(200)],
  ['200 characters that take two places each', '💡'.repeat(200)],
  ['blanks and any script', 'ключ № 1'],
] as const)('a key may have %s', async ([, key]) => {
  await using database = await serverForTests().open(notes);

  const first = await idempotent(newScope(database), { ...request, key }, takeNote);
  const second = await idempotent(newScope(database), { ...request, key }, takeNote);

  expect(second).toEqual(first);
});

test.for([
  ['no character', ''],
  ['201 characters', 'k'.repeat(201)],
  ['a zero, which PostgreSQL does not take', 'zero\u0000'],
  ['a line break', 'line\n'],
  ['half a character', 'half\ud800'],
] as const)('a key may not have %s', async ([, key]) => {
  await using database = await serverForTests().open(notes);

  const refused = idempotent(newScope(database), { ...request, key }, takeNote);

  await expect(refused).rejects.toMatchObject({ name: 'Refusal', code: 'INVALID_INPUT' });
  expect(await taken(database)).toBe(0);
});
