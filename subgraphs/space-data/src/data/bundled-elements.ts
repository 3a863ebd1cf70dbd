import { readFileSync } from 'node:fs';
import { type MeanElements, meanElements } from '../domain/elements.ts';

/**
 * Elements that come with the software, as they were published last before it was: of the ISS, Tiangong and Hubble in
 * October 2026, read from two-line elements of CelesTrak.
 */
export const bundledElements = (): MeanElements[] =>
  meanElements.array().parse(JSON.parse(readFileSync(new URL('bundled-elements.json', import.meta.url), 'utf8')));
