import { expect, test } from 'vitest';
import { webAddress } from './web-address.ts';

test.each([
  ['https://apod.nasa.gov/apod/image/a b.jpg', 'https://apod.nasa.gov/apod/image/a%20b.jpg'],
  [' http://apod.nasa.gov ', 'http://apod.nasa.gov/'],
  ['//player.vimeo.com/video/1?title=0', 'https://player.vimeo.com/video/1?title=0'],
])('%s is %s', (text, address) => {
  expect(webAddress(text)).toBe(address);
});

test.each([
  '',
  'image/a.jpg',
  'javascript:alert(1)',
  'data:text/html,<b>',
  'ftp://apod.nasa.gov/a.jpg',
  'https://somebody:secret@apod.nasa.gov/',
  'http://api.nasa.gov/neo/1?api_key=secret',
  `https://apod.nasa.gov/${'a'.repeat(2_000)}`,
])('%s is none', (text) => {
  expect(webAddress(text)).toBeUndefined();
});
