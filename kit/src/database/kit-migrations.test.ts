import { expect, test } from 'vitest';
import { newId } from '../identifier.ts';
import { changeNote, notes, outboxOf } from '../outbox/notes-for-tests.ts';
import { rows, sql } from './query.ts';
import { ownPrefix, serverForTests } from './server-for-tests.ts';

test('an outbox of an earlier version keeps what it holds, none of it the last of its subject', async () => {
  const prefix = ownPrefix();
  const note = newId();
  const earlier = await serverForTests({ prefix }).open(notes);
  await changeNote(earlier.fork(), note);
  await rows(earlier.fork(), sql`alter table outbox drop column last`);
  await rows(earlier.fork(), sql`delete from mikro_orm_migrations where name = 'kit-0002-last-events'`);
  await earlier[Symbol.asyncDispose]();

  await using database = await serverForTests({ prefix }).open(notes);

  expect(await rows(database.fork(), sql`select aggregate, last from outbox`)).toEqual([
    { aggregate: note, last: false },
  ]);
  await changeNote(database.fork(), note);
  expect(await outboxOf(database)).toHaveLength(2);
});
