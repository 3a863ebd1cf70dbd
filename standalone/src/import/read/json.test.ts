import { expect, test } from 'vitest';
import { readArray, readLines } from './json.ts';

/** The text in pieces of so many characters. */
async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const arrayOf = (text: string, size = text.length) => Array.fromAsync(readArray(inPieces(text, size)));
const linesOf = (text: string, size = text.length) => Array.fromAsync(readLines(inPieces(text, size)));

const kitchen = {
  id: 1,
  name: 'By the "stove" {left}',
  type: 'temperature',
  location: 'Kitchen',
  value: 21.5,
  unit: '°C',
  status: 'active',
  last_updated: '2025-01-31T08:00:00.123456Z',
  created_at: '2025-01-01T00:00:00Z',
};
const bar = { id: 2, name: 'Bar \\', type: 'temperature', unit: '°C', value: 0, is_new: true, owner: null };

const read = [
  {
    line: 1,
    id: '1',
    name: 'By the "stove" {left}',
    type: 'temperature',
    location: 'Kitchen',
    value: '21.5',
    unit: '°C',
    status: 'active',
    lastUpdated: '2025-01-31T08:00:00.123456Z',
    createdAt: '2025-01-01T00:00:00Z',
  },
  {
    line: 2,
    id: '2',
    name: 'Bar \\',
    type: 'temperature',
    location: null,
    value: '0',
    unit: '°C',
    status: null,
    lastUpdated: null,
    createdAt: null,
  },
];

const sizes = [1, 7, 100_000];

test.for(sizes)('the objects of an array are sensors, whatever pieces it comes in: %i', async (size) => {
  expect(await arrayOf(JSON.stringify([kitchen, bar]), size)).toEqual(read);
  expect(await arrayOf(`\u{FEFF} ${JSON.stringify([kitchen, bar], null, 2)}\n`, size)).toEqual(read);
  expect(await arrayOf('[ ]\n', size)).toEqual([]);
});

test.for(sizes)('the lines of NDJSON are sensors, whatever pieces they come in: %i', async (size) => {
  const text = `\u{FEFF}${JSON.stringify(kitchen)}\r\n${JSON.stringify(bar)}`;

  expect(await linesOf(text, size)).toEqual(read);
  expect(await linesOf(`${text}\n\n \n{"id":3}\n`, size)).toMatchObject([...read, { line: 5, id: '3', name: null }]);
});

test('what is no object of plain values is told from the others', async () => {
  const malformed = { id: null, code: 'MALFORMED', reason: 'it is no JSON object' };

  expect(await linesOf('{"id":1}\n[]\n{"id":\n12\nnull\n{"id":[6]}\n')).toMatchObject([
    { line: 1, id: '1' },
    { line: 2, ...malformed },
    { line: 3, ...malformed },
    { line: 4, ...malformed },
    { line: 5, ...malformed },
    { line: 6, id: null, name: null },
  ]);
  expect(await arrayOf('[{"id":1},{id:2},{"id":3}]')).toMatchObject([
    { line: 1, id: '1' },
    { line: 2, ...malformed },
    { line: 3, id: '3' },
  ]);
});

test.for([
  ['{"id":1}', 'The file is no JSON array'],
  ['null', 'The file is no JSON array'],
  ['', 'The file is no JSON array'],
  ['[{"id":1},', 'Number 2 of the array is no object of plain values'],
  ['[{"id":1},{"id":2', 'Number 2 of the array is no object of plain values'],
  ['[{"id":{"a":1}}]', 'Number 1 of the array is no object of plain values'],
  ['[1]', 'Number 1 of the array is no object of plain values'],
  ['[{"id":1} {"id":2}]', 'The file is no JSON array: nothing fits behind number 1'],
  ['[{"id":1}', 'The file is no JSON array: nothing fits behind number 1'],
  ['[{"id":1}] []', 'There is more in the file than a JSON array'],
])('an array that cannot be read to its end is told of: %s', async ([text = '', message]) => {
  await expect(arrayOf(text)).rejects.toThrow(message);
});

test('a line or an object of any length does not fill the memory', async () => {
  const long = `{"id":1,"name":"${'x'.repeat(300_000)}"}`;

  await expect(linesOf(`{"id":1}\n${long}\n`, 10_000)).rejects.toThrow('Line 2 is longer than 65536 characters');
  await expect(arrayOf(`[${long}]`, 10_000)).rejects.toThrow('Number 1 of the array is no object of plain values');
});

test('objects are told apart however many stand in one line', async () => {
  async function* rows() {
    yield '[{"id":0}';
    for (let count = 0; count < 20_000; count += 1) yield `,{"id":${count},"name":"${'x'.repeat(100)}"}`;
    yield ']';
  }
  let count = 0;

  for await (const { line } of readArray(rows())) count = line;

  expect(count).toBe(20_001);
});
