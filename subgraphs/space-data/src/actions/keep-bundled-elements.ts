import type { Scope } from '@constellation/kit';
import { bundledElements } from '../data/bundled-elements.ts';
import { keepElements } from '../data/elements.queries.ts';

/** Keeps the elements that come with the software where there are none, or older ones. */
export const keepBundledElements = ({ em }: Scope): Promise<void> =>
  keepElements(em, bundledElements(), { source: 'bundled' });
