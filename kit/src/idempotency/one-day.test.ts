import { expect, test } from 'vitest';
import { MovableClock } from '../clock.ts';
import { serverForTests } from '../database/server-for-tests.ts';
import { newId } from '../identifier.ts';
import { notes } from '../outbox/notes-for-tests.ts';
import { newScope } from '../scope-for-tests.ts';
import { idempotent } from './idempotent.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const request = { operation: 'takeNote', key: 'key', request: { text: 'milk' } };
const work = async () => newId();

test('a key counts for a day and is new after that, also for another request', async () => {
  const clock = new MovableClock();
  await using database = await serverForTests({ clock }).open(notes);
  const first = await idempotent(newScope(database), request, work);

  await clock.advance(dayMs - minuteMs);
  const sameDay = await idempotent(newScope(database), request, work);
  await clock.advance(2 * minuteMs);
  const nextDay = await idempotent(newScope(database), { ...request, request: { text: 'bread' } }, work);
  const repeated = await idempotent(newScope(database), { ...request, request: { text: 'bread' } }, work);

  expect(sameDay).toEqual(first);
  expect(nextDay.entityId).not.toBe(first.entityId);
  expect(repeated).toEqual(nextDay);
});
