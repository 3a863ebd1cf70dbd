import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { patternSource } from './subject-pattern.ts';

const cases = [
  {
    pattern: 'venue.snapshot.*',
    takes: ['venue.snapshot.1', 'venue.snapshot.-'],
    refuses: ['venue.snapshot', 'venue.snapshot.1.2', 'xvenue.snapshot.1'],
  },
  { pattern: 'booking.*.a', takes: ['booking.x.a'], refuses: ['booking.a', 'booking.x.y.a', 'booking.x.ab'] },
  { pattern: 'dead.>', takes: ['dead.a', 'dead.a.b'], refuses: ['dead', 'deada.b', 'dead.'] },
  { pattern: '>', takes: ['a', 'a.b.c'], refuses: [''] },
  { pattern: 'a.b', takes: ['a.b'], refuses: ['a-b', 'axb', 'a.b.c', 'A.b'] },
  { pattern: 'odd.(x)+', takes: ['odd.(x)+'], refuses: ['odd.xx'] },
];

test.each(cases)('$pattern is read alike by JavaScript and PostgreSQL', async ({ pattern, takes, refuses }) => {
  const source = patternSource(pattern);
  const subjects = [...takes, ...refuses];

  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  const { rows } = await client.query<{ subject: string }>(
    'select subject from unnest($1::text[]) with ordinality as given (subject, place) where subject ~ $2 order by place',
    [subjects, source],
  );
  await client.end();

  expect(subjects.filter((subject) => new RegExp(source).test(subject))).toEqual(takes);
  expect(rows.map(({ subject }) => subject)).toEqual(takes);
});
