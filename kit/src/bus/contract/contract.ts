import { describe } from 'vitest';
import { consuming, resuming, sharing } from './consuming.ts';
import { dying, failing } from './failing.ts';
import type { Harness } from './harness.ts';
import { declaring, keeping, lastPerSubject } from './keeping.ts';
import { outages } from './outages.ts';
import { concurrency, publishing, repetition } from './publishing.ts';
import { reading, readersLives } from './reading.ts';

const parts = {
  publishing,
  repetition,
  concurrency,
  keeping,
  lastPerSubject,
  declaring,
  reading,
  readersLives,
  consuming,
  resuming,
  sharing,
  failing,
  dying,
  outages,
};

/** What every driver promises, as tests. */
export function busContract(harness: Harness): void {
  for (const [name, part] of Object.entries(parts)) describe(name, () => part(harness));
}
