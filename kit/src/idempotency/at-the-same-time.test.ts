import { expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { firstRow, rows, sql } from '../database/query.ts';
import { serverForTests } from '../database/server-for-tests.ts';
import { newId } from '../identifier.ts';
import { changeNote, notes } from '../outbox/notes-for-tests.ts';
import { Refusal } from '../refusal.ts';
import { newScope } from '../scope-for-tests.ts';
import type { Scope } from '../scope.ts';
import { idempotent } from './idempotent.ts';

const request = { operation: 'takeNote', key: 'key', request: { text: 'milk' } };

async function takeNote({ em }: Scope): Promise<string> {
  const id = newId();
  await changeNote(em, id);
  return id;
}

/** How many transactions wait for another's. */
const waitingFor = async (database: Database) =>
  (
    await rows(
      database.fork(),
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  ).length;

test('of twenty with one key one works, and all get its outcome', async () => {
  await using database = await serverForTests().open(notes);
  let worked = 0;

  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () =>
      idempotent(newScope(database), request, (scope) => {
        worked += 1;
        return takeNote(scope);
      }),
    ),
  );

  expect(worked).toBe(1);
  expect(new Set(outcomes.map(({ entityId }) => entityId)).size).toBe(1);
  expect(await rows(database.fork(), sql`select from notes`)).toHaveLength(1);
});

test('of twenty with one key one is refused by its work, and all get that refusal', async () => {
  await using database = await serverForTests().open(notes);
  let worked = 0;

  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () =>
      idempotent(newScope(database), request, async () => {
        worked += 1;
        throw new Refusal('CLOSED', `Refused ${worked} times`);
      }),
    ),
  );

  expect(worked).toBe(1);
  expect(new Set(outcomes.map(({ errors }) => errors[0]?.message))).toEqual(new Set(['Refused 1 times']));
});

test('when the first is cut off in its work, the one that waits for it does the work', async () => {
  await using database = await serverForTests().open(notes);
  const gate = Promise.withResolvers<void>();
  let backend: { pid: number } | undefined;
  const first = idempotent(newScope(database), request, async (scope) => {
    backend = await firstRow(scope.em, sql<{ pid: number }>`select pg_backend_pid() as pid`);
    await takeNote(scope);
    await gate.promise;
    return takeNote(scope);
  });
  await expect.poll(() => backend).toBeDefined();
  const second = idempotent(newScope(database), request, takeNote);
  await expect.poll(() => waitingFor(database)).toBe(1);

  await rows(database.fork(), sql`select pg_terminate_backend(${backend?.pid ?? 0})`);
  gate.resolve();

  await expect(first).rejects.toThrow(/connection/i);
  expect(await second).toEqual({ entityId: expect.any(String), errors: [] });
  expect(await rows(database.fork(), sql`select from notes`)).toHaveLength(1);
});
