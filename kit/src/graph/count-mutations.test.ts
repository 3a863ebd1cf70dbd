import { expect, inject, test } from 'vitest';
import { newId } from '../identifier.ts';
import { testPlatform } from '../testing/test-platform.ts';
import { anybody, serveNotes } from './notes-subgraph-for-tests.ts';

/** The mutations that ran in a platform's only subgraph, after it has executed a document so many times. */
async function ranAfter(query: string, times = 1): Promise<string[]> {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await using notes = await serveNotes(platform);
  for (let time = 0; time < times; time += 1) await notes.execute({ query }, anybody);
  const lines = (await platform.metrics.text()).split('\n');
  return lines.filter((line) => line.startsWith('constellation_mutations_total{')).map((line) => line.slice(30));
}

const take = (text: string, fields = 'note { id } errors { code }') =>
  `takeNote(input: { text: "${text}" }) { ${fields} }`;

test('a mutation that does its work is done', async () => {
  expect(await ranAfter(`mutation { ${take('milk')} }`)).toEqual([
    'subgraph="notes",mutation="takeNote",outcome="done"} 1',
  ]);
});

test('a refusal is counted by its code, whether the client asks for it or not', async () => {
  expect(await ranAfter(`mutation { ${take('taken', 'note { id }')} }`)).toEqual([
    'subgraph="notes",mutation="takeNote",outcome="TABLE_TAKEN"} 1',
  ]);
});

test('a bug is an error', async () => {
  expect(await ranAfter(`mutation { ${take('bug')} }`)).toEqual([
    'subgraph="notes",mutation="takeNote",outcome="error"} 1',
  ]);
});

test('each field of a document counts by its own name, never by an alias', async () => {
  const burn = `burnNote(id: "${newId()}") { errors { code } }`;

  expect(await ranAfter(`mutation { one: ${take('a')} two: ${take('b')} takeNote: ${burn} }`)).toEqual([
    'subgraph="notes",mutation="takeNote",outcome="done"} 2',
    'subgraph="notes",mutation="burnNote",outcome="NOT_FOUND"} 1',
  ]);
});

test('a repetition under an idempotency key counts like the first', async () => {
  const query = 'mutation { takeNote(input: { text: "taken", idempotencyKey: "a" }) { note { id } } }';

  expect(await ranAfter(query, 2)).toEqual(['subgraph="notes",mutation="takeNote",outcome="TABLE_TAKEN"} 2']);
});

test('what does not run is not counted', async () => {
  expect(await ranAfter('mutation { takeNote(input: { words: "milk" }) { note { id } } }')).toEqual([]);
});
