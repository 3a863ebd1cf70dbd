import { expect, test } from 'vitest';
import { type ForeignPerson, judge } from './foreign-person.ts';

const ada: ForeignPerson = {
  line: 7,
  id: '1',
  email: 'Ada@Example.org',
  passwordHash: '5f4dcc3b5aa765d61d8327deb882cf99',
  name: 'Ada Lovelace',
  registeredAt: '2025-01-31 08:15:30.5',
  isActive: 't',
};

test('somebody is taken over with their address, name and time', () => {
  expect(judge(ada)).toMatchObject({
    line: 7,
    id: '1',
    email: { typed: 'Ada@Example.org', key: 'ada@example.org' },
    name: 'Ada Lovelace',
    hash: { kind: 'QUICK' },
    registeredAt: Temporal.Instant.from('2025-01-31T08:15:30.5Z'),
  });
});

test('nobody needs a name, a time or a word about being active', () => {
  expect(judge({ ...ada, name: ' ', registeredAt: null, isActive: null })).toMatchObject({
    name: null,
    registeredAt: null,
  });
});

test.for([
  ['2025-01-31', '2025-01-31T00:00:00Z'],
  ['2025-01-31T08:15', '2025-01-31T08:15:00Z'],
  ['2025-01-31 08:15:30+05', '2025-01-31T03:15:30Z'],
  ['2025-01-31 08:15:30.123456+05:30', '2025-01-31T02:45:30.123456Z'],
])('a time is read as PostgreSQL and others write it: %s', ([registeredAt = '', instant = '']) => {
  expect(judge({ ...ada, registeredAt })).toEqual(
    expect.objectContaining({ registeredAt: Temporal.Instant.from(instant) }),
  );
});

test.for([
  ['BAD_ID', { id: null }],
  ['BAD_ID', { id: '1, 2' }],
  ['INACTIVE', { isActive: 'false' }],
  ['INACTIVE', { isActive: 'perhaps' }],
  ['BAD_ADDRESS', { email: null }],
  ['BAD_ADDRESS', { email: 'ada' }],
  ['BAD_ADDRESS', { email: '\u0430da@example.org' }],
  ['BAD_ADDRESS', { email: 'Ada@Demo.Constellation.test' }],
  ['BAD_NAME', { name: 'Ada\nLovelace' }],
  ['BAD_NAME', { name: 'x'.repeat(201) }],
  ['BAD_TIME', { registeredAt: 'yesterday' }],
  ['BAD_TIME', { registeredAt: '2025-02-30' }],
  ['BAD_TIME', { registeredAt: '0000-01-01 00:00:00' }],
  ['UNKNOWN_HASH', { passwordHash: null }],
  ['HEAVY_HASH', { passwordHash: `$2b$31$${'C'.repeat(53)}` }],
] as const)('what is not acceptable is rejected with its line: %s', ([code, change]) => {
  const person = { ...ada, ...change };

  expect(judge(person)).toEqual({ line: 7, id: person.id, code, reason: expect.any(String) });
});
