import { expect, test } from 'vitest';
import { imageAddress, instrumentOf, programOf, stemOf, suffixOf } from './image-words.ts';

test('a programme has no zeros before it', () => {
  expect(['02733', '2733', '0', '00', 'A007'].map(programOf)).toEqual(['2733', '2733', '0', '0', 'A007']);
});

test('an instrument is written in capitals, without its mode', () => {
  expect(['NIRCam', 'NIRCAM/IMAGE', ' miri '].map(instrumentOf)).toEqual(['NIRCAM', 'NIRCAM', 'MIRI']);
});

test('a suffix has no line before it', () => {
  expect(['_i2d', 'I2D', '__cal'].map(suffixOf)).toEqual(['i2d', 'i2d', 'cal']);
});

test('only files that say so are images', () => {
  expect(['jw1_i2d.jpg', 'a.b.JPEG'].map(stemOf)).toEqual(['jw1_i2d', 'a.b']);
  expect(['jw1_i2d.fits', '.jpg', 'a/b.jpg', 'a b.jpg', 'a.jpg\n'].map(stemOf)).toEqual(Array(5).fill(undefined));
});

test('an address is of https and has nothing in it that may be a key', () => {
  expect(imageAddress('https://example.org/a_i2d.jpg?api_key=k3y#k3y')?.href).toBe('https://example.org/a_i2d.jpg');
  expect(imageAddress('https://example.org:8443//evil.org/a.jpg')?.host).toBe('example.org:8443');
  expect(
    ['http://example.org/a.jpg', 'https://k3y@example.org/a.jpg', 'javascript:alert(1)', 'a.jpg', '', null].map(
      imageAddress,
    ),
  ).toEqual(Array(6).fill(undefined));
});
