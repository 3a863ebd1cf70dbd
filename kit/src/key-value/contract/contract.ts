import { describe } from 'vitest';
import { channels } from './channels.ts';
import { counters } from './counters.ts';
import { holds } from './holds.ts';
import type { Open } from './open.ts';
import { takes } from './takes.ts';
import { values } from './values.ts';

/** What every driver promises, as tests. */
export function keyValueContract(open: Open): void {
  describe.each(Object.entries({ values, takes, counters, holds, channels }))('%s', (_topic, promise) => {
    promise(open);
  });
}
