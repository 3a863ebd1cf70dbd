import { expect, test } from 'vitest';
import { clockComplaints } from './sql.ts';

test.for([
  'select now()',
  'default NOW ( )',
  'select clock_timestamp()',
  'select current_timestamp',
  'select CURRENT_DATE',
])('“%s” reads the server’s clock', (sql) => {
  expect(clockComplaints('a.sql', `select 1;\n${sql};`)).toEqual(['a.sql:2']);
});

test.for(['select clock_instant()', 'select known()', 'select snow()', 'scope.clock.now()'])('“%s” does not', (sql) => {
  expect(clockComplaints('a.sql', sql)).toEqual([]);
});
