import { expect, test } from 'vitest';
import { writtenText } from './written-text.ts';

test.each([
  ['\nAda\nLovelace &\r\n\tothers ', 'Ada Lovelace & others'],
  ['a\u0000b', 'a b'],
  ['half a \uD83D', 'half a \uFFFD'],
  ['Čerenkov — 10 µm 🌒', 'Čerenkov — 10 µm 🌒'],
  [' \u0000\n', ''],
])('%j is read as %j', (written, read) => {
  expect(writtenText.parse(written)).toBe(read);
});
