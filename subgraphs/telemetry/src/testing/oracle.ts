import type { MetricKind } from '../domain/capability.ts';
import type { Measurements } from '../domain/fill.ts';

/** A reading, and how it counts. */
export interface Sample {
  readonly timeMs: number;
  readonly number: number | null;
}

/** What buckets of a length hold of samples, by their beginnings: reckoned one sample after the other. */
export function reckon(samples: readonly Sample[], kind: MetricKind, everyMs: number): Map<number, Measurements> {
  const buckets = new Map<number, Sample[]>();
  const grown = new Map<Sample, number | null>();
  let before: number | null = null;
  for (const sample of samples.toSorted((one, other) => one.timeMs - other.timeMs)) {
    const startMs = Math.floor(sample.timeMs / everyMs) * everyMs;
    buckets.set(startMs, [...(buckets.get(startMs) ?? []), sample]);
    grown.set(sample, kind === 'COUNTER' ? growth(before, sample.number) : sample.number);
    before = sample.number;
  }
  return new Map(
    [...buckets].map(([startMs, within]) => [
      startMs,
      measured(
        within,
        within.map((each) => grown.get(each) ?? null),
      ),
    ]),
  );
}

/** What is smaller than the reading before begins again at 0. */
function growth(before: number | null, number: number | null): number {
  if (before === null || number === null) return 0;
  return number < before ? number : number - before;
}

function measured(samples: readonly Sample[], grown: readonly (number | null)[]): Measurements {
  const numbers = samples.flatMap(({ number }) => number ?? []);
  const count = samples.length;
  if (numbers.length === 0) return { count, min: null, max: null, mean: null, first: null, last: null, sum: null };
  return {
    count,
    min: Math.min(...numbers),
    max: Math.max(...numbers),
    mean: total(numbers) / count,
    first: numbers[0] ?? null,
    last: numbers.at(-1) ?? null,
    sum: total(grown.flatMap((each) => each ?? [])),
  };
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
