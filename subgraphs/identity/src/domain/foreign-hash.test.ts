import { expect, test } from 'vitest';
import { readForeign } from './foreign-hash.ts';
import { readKept, writeWrapped } from './kept-hash.ts';

const md5 = '5f4dcc3b5aa765d61d8327deb882cf99';
const sha256 = '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8';
const bcrypt = (version: string, cost: string) =>
  `$${version}$${cost}$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW`;
const argon2 = (m: number, t = 2, p = 1) => `$argon2id$v=19$m=${m},t=${t},p=${p}$${'A'.repeat(22)}$${'B'.repeat(43)}`;
const django = (iterations: number) =>
  `pbkdf2_sha256$${iterations}$seasalt$YlZ2Vggtqdc61YjArZuoApoBh9JNGYoDRBUGu6tcJQo=`;
const ours = '$pbkdf2-sha256$i=29000$9t7be09prfXee2/NOUeotQ$Y+RDnnq8vsezSZSKy1QNy6xhKPdoBIwc+0XDdRm9sJ8';

test.for([
  [bcrypt('2a', '05'), bcrypt('2a', '05')],
  [bcrypt('2b', '12'), bcrypt('2b', '12')],
  [bcrypt('2y', '10'), bcrypt('2y', '10')],
  [argon2(19_456), argon2(19_456)],
  [argon2(65_536, 4), argon2(65_536, 4)],
  [django(260_000), '$pbkdf2-sha256$i=260000$c2Vhc2FsdA$YlZ2Vggtqdc61YjArZuoApoBh9JNGYoDRBUGu6tcJQo'],
  [ours, ours],
  [ours.replace('i=', '').replaceAll('+', '.'), ours],
  [ours.replace('29000', '29000,l=32'), ours],
] as const)('a hash that is slow to try is kept, in one form: %s', ([text, hash]) => {
  expect(readForeign(text)).toEqual({ kind: 'KEPT', hash });
  expect(() => readKept(hash)).not.toThrow('nobody knows');
});

test.for([
  [md5.toUpperCase(), md5, { algorithm: 'md5', before: '', after: '' }],
  [sha256, sha256, { algorithm: 'sha256', before: '', after: '' }],
  [`md5$$${md5}`, md5, { algorithm: 'md5', before: '', after: '' }],
  [`sha256$seasalt$${sha256}`, sha256, { algorithm: 'sha256', before: 'seasalt', after: '' }],
  [`${md5}:соль,$`, md5, { algorithm: 'md5', before: '', after: 'соль,$' }],
] as const)('a digest is to be wrapped, and its recipe is remembered: %s', ([text, digest, recipe]) => {
  expect(readForeign(text)).toEqual({ kind: 'QUICK', digest, recipe });
  expect(readKept(writeWrapped(recipe, argon2(64)))).toEqual({ kind: 'WRAPPED', recipe, text: argon2(64) });
});

test.for([
  bcrypt('2b', '31'),
  bcrypt('2b', '13'),
  argon2(4_194_304),
  argon2(65_536, 5),
  argon2(19_456, 1_000),
  django(1_500_001),
  django(4_000_000_000),
])('a hash that takes longer to try than a wrong password is answered after is refused: %s', (text) => {
  expect(readForeign(text)).toMatchObject({ kind: 'REFUSED', code: 'HEAVY_HASH' });
});

test.for([bcrypt('2b', '03'), argon2(19_456, 0), argon2(64, 1, 255), django(1)])(
  'a hash that is next to no work, or nonsense, is refused: %s',
  (text) => {
    expect(readForeign(text)).toMatchObject({ kind: 'REFUSED', code: 'ABSURD_HASH' });
  },
);

test.for([
  '',
  'correct horse battery',
  bcrypt('2x', '10'),
  bcrypt('2b', '10').slice(0, -1),
  `{SSHA}${md5}`,
  sha256.slice(1),
  `sha256$salt$${md5}`,
  `${sha256}:${'s'.repeat(400)}`,
  ours.replace('29000', '29000,l=16'),
])('what nobody knows is refused: %s', (text) => {
  expect(readForeign(text)).toMatchObject({ kind: 'REFUSED', code: 'UNKNOWN_HASH' });
});

test('what the database would not take is a bug', () => {
  expect(() => readKept(md5)).toThrow('A password is kept in a form that nobody knows');
});
