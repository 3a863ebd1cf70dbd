import { expect, inject, test } from 'vitest';
import { type RawBuilder, rows, sql } from './database/query.ts';
import { anybody, serveNotes } from './graph/notes-subgraph-for-tests.ts';
import { changeNote, noteIds, openNotes } from './outbox/notes-for-tests.ts';
import { measureDatabase } from './serve-metrics.ts';
import { testPlatform } from './testing/test-platform.ts';

const openPlatform = () => testPlatform('embedded', inject('postgresUrl'));

test('operations are timed by their outcome, and connections and events without a stream counted', async () => {
  await using platform = await openPlatform();
  await using notes = await serveNotes(platform);
  await notes.execute({ query: 'mutation { takeNote(input: { text: "milk" }) { note { id } } }' }, anybody);
  await notes.execute({ query: '{ bug }' }, anybody);

  const all = await platform.metrics.text();

  expect(all).toContain('constellation_operation_seconds_count{subgraph="notes",outcome="ok"} 1');
  expect(all).toContain('constellation_operation_seconds_count{subgraph="notes",outcome="error"} 1');
  expect(all).toContain('constellation_outbox_unpublished{subgraph="notes"} 1');
  expect(all).toMatch(/constellation_database_connections{subgraph="notes",state="open"} [1-9]/);
  expect(all).toContain('constellation_database_connections{subgraph="notes",state="waiting"} 0');
  expect(all).toMatch(/constellation_relay_owned_partitions{subgraph="notes"} [08]/);
});

test('a subgraph that has stopped is measured no longer', async () => {
  await using platform = await openPlatform();
  const notes = await serveNotes(platform);
  expect(await platform.metrics.text()).toContain('constellation_outbox_unpublished{subgraph="notes"}');

  await notes[Symbol.asyncDispose]();

  expect(await platform.metrics.text()).not.toMatch(/constellation_(outbox|database|relay).*subgraph="notes"/);
});

const hourMs = 3_600_000;

/** An outbox that nobody publishes, and what is told about it. */
async function openOutbox() {
  await using opened = new AsyncDisposableStack();
  const { metrics, ...platform } = opened.use(await openPlatform());
  const database = opened.use(await openNotes({ metrics, ...platform }));
  opened.use(measureDatabase(database, metrics) satisfies Disposable);
  const told = async (name: string) =>
    Number((await metrics.text()).match(new RegExp(`^constellation_outbox_${name}{subgraph="notes"} (.+)$`, 'm'))?.[1]);
  const change = (id: string) => changeNote(database.fork(), id);
  const run = (statement: RawBuilder<unknown>) => rows(database.fork(), statement);
  const running = opened.move();
  return { told, change, run, clock: platform.clock, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

test('an outbox where nothing waits has nothing old', async () => {
  await using outbox = await openOutbox();

  expect(await outbox.told('unpublished')).toBe(0);
  expect(await outbox.told('oldest_seconds')).toBe(0);
});

test('the age is that of the oldest event of all partitions that is not published', async () => {
  await using outbox = await openOutbox();
  const ids = noteIds(8).map((id, partition) => `${id.slice(0, -1)}${partition}`);
  for (const id of ids) {
    await outbox.change(id);
    await outbox.clock.advance(hourMs);
  }

  const hours: number[] = [];
  for (const id of ids) {
    hours.push(Math.floor((await outbox.told('oldest_seconds')) / 3_600));
    await outbox.run(sql`update outbox set sequence = 1 where aggregate = ${id}`);
  }

  expect(hours).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  expect(await outbox.told('oldest_seconds')).toBe(0);
});

test('events are counted up to 10 000, and one behind them is not too far for the age', async () => {
  await using outbox = await openOutbox();
  await outbox.run(sql`
    insert into outbox (id, partition, stream, subject, aggregate, version, event, appended_at)
    select gen_random_uuid(), case number when 1 then 7 else 0 end, 'NOTES', 'note.' || number, gen_random_uuid(), 1, '{}',
        clock_instant() - case number when 1 then interval '1 hour' else interval '0' end
      from generate_series(1, 10100) as number`);

  expect(await outbox.told('unpublished')).toBe(10_000);
  expect(await outbox.told('oldest_seconds')).toBeGreaterThanOrEqual(3_600);
});
