import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readCsv } from './csv.ts';
import { sensorReaderOf } from './sensor-fields.ts';

const read = (text: string) => Array.fromAsync(readCsv(Readable.from([text]), sensorReaderOf));

test('lines of a table that psql has copied become sensors; columns that nobody needs are passed over', async () => {
  const header = 'id,name,type,location,value,unit,status,last_updated,created_at,owner\n';
  const row = '1,"Stove, left",temperature,Kitchen,21.5,°C,active,2025-01-31 08:00:00.123456,2025-01-01 00:00:00,Ada\n';

  expect(await read(header + row)).toEqual([
    {
      line: 2,
      id: '1',
      name: 'Stove, left',
      type: 'temperature',
      location: 'Kitchen',
      value: '21.5',
      unit: '°C',
      status: 'active',
      lastUpdated: '2025-01-31 08:00:00.123456',
      createdAt: '2025-01-01 00:00:00',
    },
  ]);
});

test('columns may stand in any order and be missing where a sensor can do without; what is empty is nothing', async () => {
  expect(await read('UNIT,type,name,id\n,temperature,,7\n1,2,3\n')).toMatchObject([
    { line: 2, id: '7', name: null, type: 'temperature', unit: null, value: null, lastUpdated: null },
    { line: 3, id: null, code: 'MALFORMED', reason: 'the line has 3 values instead of 4' },
  ]);
});

test('a table that lacks a column says so', async () => {
  await expect(read('id,title\n')).rejects.toThrow('The columns are id, title; there must be name, type, unit');
});
