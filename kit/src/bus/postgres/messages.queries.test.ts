import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { openLog } from '../../log.ts';
import { createDatabase } from '../../testing/postgres-for-tests.ts';
import { declared } from '../contract/test-stream.ts';
import { postgresBus } from '../postgres.ts';
import { rawMessage } from '../raw.ts';
import { messagesAfter } from './messages.queries.ts';

const at = Temporal.Instant.from('2026-01-01T00:00:00Z');

test('long events are read a few at a time, and none is left out', async () => {
  const connectionString = await createDatabase(inject('postgresUrl'));
  const log = openLog({ name: 'test', level: 'silent' });
  await using bus = await postgresBus({ connection: { connectionString }, log });
  const stream = await declared(bus, { isRaw: true });
  const payloads = [...Array.from({ length: 12 }, () => 'x'.repeat(900_000)), ...Array.from({ length: 30 }, () => 'x')];
  for (const payload of payloads) await bus.publish(stream.name, [rawMessage(stream.subject('a'), payload, at)]);
  await using opened = new AsyncDisposableStack();
  const db = opened.adopt(new pg.Pool({ connectionString }), (pool) => pool.end());

  const counts: number[] = [];
  for (let after = 0, full = true; full;) {
    const batch = await messagesAfter(db, { stream: stream.name, after, subject: undefined });
    counts.push(batch.stored.length);
    ({ upTo: after, full } = batch);
  }

  expect(counts).toEqual([5, 5, 32]);
});
