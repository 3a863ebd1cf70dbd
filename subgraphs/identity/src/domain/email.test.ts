import { expect, test } from 'vitest';
import { emailKey } from './email.ts';

test.each([
  ['case', 'Ada@Example.ORG', 'ada@example.org'],
  ['letters of full width', 'ａｄａ@ｅｘａｍｐｌｅ.org', 'ada@example.org'],
  ['a ligature', 'o\u{FB03}ce@example.org', 'office@example.org'],
  ['a long s', 'a\u{17F}a@example.org', 'asa@example.org'],
  ['a dotless i', 'm\u{131}a@example.org', 'mia@example.org'],
  ['the Kelvin sign', '\u{212A}im@example.org', 'kim@example.org'],
  ['ß', 'stra\u{DF}e@example.org', 'strasse@example.org'],
  ['a composed letter and its parts', 'jose\u{301}@example.org', 'jos\u{E9}@example.org'],
  ['the ideographic full stop', 'ada@example\u{3002}org', 'ada@example.org'],
  ['an encoded domain and a written one', 'ada@xn--mnchen-3ya.de', 'ada@münchen.de'],
])('%s does not tell two addresses apart', (_what, one, other) => {
  expect(emailKey(one)).toBeDefined();
  expect(emailKey(one)).toBe(emailKey(other));
});

test.each([
  'ada+list@example.org',
  "o'hara@example.co.uk",
  '123@example.org',
  'иван@пример.рф',
  'иван@example.org',
  '花子ひらがなカタカナ@example.jp',
  '김철수@example.kr',
  'müller@example.de',
])('%s can be somebody', (address) => {
  expect(emailKey(address)).toBeDefined();
});

test.each([
  ['a Cyrillic letter among Latin ones', '\u{430}da@example.org'],
  ['a Greek letter among Latin ones', 'ad\u{3B1}@example.org'],
  ['a Cyrillic letter in the domain', 'ada@ex\u{430}mple.org'],
  ['a space that has no width', 'a\u{200B}da@example.org'],
  ['a mark that turns the direction', 'a\u{202E}da@example.org'],
  ['a soft hyphen', 'a\u{AD}da@example.org'],
  ['a space', 'a da@example.org'],
  ['a control character', 'ada\u{0}@example.org'],
  ['half of a character', 'ada\u{D800}@example.org'],
  ['no @', 'ada.example.org'],
  ['two', 'ada@home@example.org'],
  ['nobody', '@example.org'],
  ['nowhere', 'ada@'],
  ['a name without a dot', 'ada@localhost'],
  ['an address in numbers', 'ada@127.0.0.1'],
  ['a port', 'ada@example.org:25'],
  ['a path', 'ada@example.org/inbox'],
  ['an empty part', 'ada@example..org'],
  ['more than 254 bytes', `ada@${'é'.repeat(60)}.${'é'.repeat(60)}.org`.padEnd(255, 'g')],
  ['a long name', `${'a'.repeat(65)}@example.org`],
])('%s is no address', (_what, address) => {
  expect(emailKey(address)).toBeUndefined();
});

test('a key is its own key', () => {
  for (const address of ['Stra\u{DF}e@Example.org', 'ΟΔΟΣ@example.org', 'ﬃ@example.org'])
    expect(emailKey(emailKey(address) ?? '')).toBe(emailKey(address));
});
