import { expect, inject, test } from 'vitest';
import { anybody, serveNotes } from './graph/notes-subgraph-for-tests.ts';
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
});

test('a subgraph that has stopped is measured no longer', async () => {
  await using platform = await openPlatform();
  const notes = await serveNotes(platform);
  expect(await platform.metrics.text()).toContain('constellation_outbox_unpublished{subgraph="notes"}');

  await notes[Symbol.asyncDispose]();

  expect(await platform.metrics.text()).not.toMatch(/constellation_(outbox|database).*subgraph="notes"/);
});
