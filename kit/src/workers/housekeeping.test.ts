import { expect, inject, test } from 'vitest';
import { rows, sql } from '../database/query.ts';
import { idempotent } from '../idempotency/idempotent.ts';
import { newId } from '../identifier.ts';
import { changeNote, noteIds, notes, outboxOf } from '../outbox/notes-for-tests.ts';
import { newScope } from '../scope-for-tests.ts';
import { testPlatform } from '../testing/test-platform.ts';
import { housekeeping } from './housekeeping.ts';

const dayMs = 86_400_000;

test('published events are forgotten after 30 days, and none that still has to be published', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await using database = await platform.database.open(notes);
  const [published = '', waiting = '', young = ''] = noteIds(3);
  await changeNote(database.fork(), published);
  await changeNote(database.fork(), waiting);
  await platform.clock.advance(30 * dayMs + 1);
  await changeNote(database.fork(), young);
  await rows(database.fork(), sql`update outbox set sequence = 1 where aggregate <> ${waiting}`);

  await housekeeping(platform.bus).run(newScope(database));

  expect((await outboxOf(database)).map(({ aggregate }) => aggregate)).toEqual([waiting, young]);
});

test('idempotency keys are forgotten after a day', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await using database = await platform.database.open(notes);
  const answer = (key: string) =>
    idempotent(newScope(database), { operation: 'takeNote', key, request: {} }, async () => newId());
  await answer('old');
  await platform.clock.advance(dayMs + 1);
  await answer('young');

  await housekeeping(platform.bus).run(newScope(database));

  expect(await rows(database.fork(), sql`select key from idempotency`)).toEqual([{ key: 'young' }]);
});

test('a large backlog is forgotten in steps, each of which says whether there is more', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await using database = await platform.database.open(notes);
  await rows(
    database.fork(),
    sql`insert into idempotency (principal, operation, key, request_hash, created_at)
      select 'somebody', 'takeNote', number::text, '', clock_instant() from generate_series(1, 12000) as number`,
  );
  await platform.clock.advance(dayMs + 1);
  const kept: number[] = [];

  for (let more: boolean | void = true; more;) {
    more = await housekeeping(platform.bus).run(newScope(database));
    kept.push((await rows(database.fork(), sql`select from idempotency`)).length);
  }

  expect(kept).toEqual([7_000, 2_000, 0]);
});
