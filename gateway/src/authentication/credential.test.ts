import { expect, test } from 'vitest';
import { readCredential } from './credential.ts';

const basic = (text: string | Buffer) => `Basic ${Buffer.from(text).toString('base64')}`;
const key = `cst_0123abcd_${'A-_z'.repeat(10)}abc`;
const secret = key.replace('cst', 'csd');

test.each<[authorization: string, credential: object]>([
  ['Bearer a.b-_.c', { kind: 'TOKEN', token: 'a.b-_.c' }],
  ['bearer  a.b.c ', { kind: 'TOKEN', token: 'a.b.c' }],
  [`Bearer ${key}`, { kind: 'KEY', key }],
  [`Bearer ${secret}`, { kind: 'DEVICE', secret }],
  [basic('ada@example.org:secret'), { kind: 'PASSWORD', email: 'ada@example.org', password: 'secret' }],
  [basic('ada@example.org:a:b:'), { kind: 'PASSWORD', email: 'ada@example.org', password: 'a:b:' }],
  [basic('ada@example.org:'), { kind: 'PASSWORD', email: 'ada@example.org', password: '' }],
  [basic('ädä@example.org:pass wörd 🔑'), { kind: 'PASSWORD', email: 'ädä@example.org', password: 'pass wörd 🔑' }],
  [basic('a@b:c').replace('Basic', 'bAsIc'), { kind: 'PASSWORD', email: 'a@b', password: 'c' }],
])('%j is a credential', (authorization, credential) => {
  expect(readCredential(authorization)).toEqual(credential);
});

test.each([
  [''],
  [' '],
  ['Bearer'],
  ['Bearer '],
  ['Bearer x'],
  ['Bearer a.b'],
  ['Bearer a.b.c.d'],
  ['Bearer a.b.c a.b.c'],
  ['Bearer a.b.c, Basic YTpi'],
  ['a.b.c'],
  [key],
  [`Bearer ${key}a`],
  [`Bearer ${key.slice(0, -1)}`],
  [`Bearer ${key.toUpperCase()}`],
  [`Basic ${key}`],
  [secret],
  [`Bearer ${secret.slice(0, -1)}`],
  [`Bearer ${secret}a`],
  [`Bearer ${secret.replace('csd', 'cse')}`],
  [`Basic ${secret}`],
  [`Digest ${key}`],
  ['Basic'],
  ['Basic '],
  ['Basic a'],
  ['Basic a.b.c'],
  [basic('no colon')],
  [basic(':no address')],
  [basic('a@b:with\nline')],
  [basic('a@b:with\0')],
  [basic('a\tb@c:d')],
  [basic(Buffer.from([97, 58, 0xff]))],
  [basic('a@b:>>>>').replace('+', '-')],
  [basic('a@b:c').replaceAll('=', '')],
  [`${basic('a@b:c')}=`],
  [`${basic('a@b:c')} ${basic('a@b:c')}`],
  [basic(`a@b:${'x'.repeat(20_000)}`)],
])('%j is none, and no credential at all is something else', (authorization) => {
  expect(readCredential(authorization)).toBeUndefined();
});
