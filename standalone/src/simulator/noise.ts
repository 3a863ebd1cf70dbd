import { createHash } from 'node:crypto';

/** A number from 0 to just below 1 that looks random and is always the same for the same words. */
export const chance = (...words: readonly (string | number)[]): number =>
  createHash('md5').update(words.join(' ')).digest().readUInt32BE() / 2 ** 32;

/** A number from -1 to 1, most often near 0. */
export const noise = (...words: readonly (string | number)[]): number =>
  chance(...words, 'left') + chance(...words, 'right') - 1;
