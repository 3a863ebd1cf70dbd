import type { Metrics } from './metrics.ts';

/** What a subgraph tells of itself beyond what is told of every one, such as how much waits to be done. */
export interface Levels {
  /** Measures it, whenever somebody asks for the metrics. */
  measure(): Promise<void>;
  /** Takes back what was measured last: it cannot be measured now, or nobody does any more. */
  forget(): void;
}

/** Has levels measured whenever somebody asks for the metrics, until disposed; what cannot be measured is not told. */
export function keepMeasuring({ measure, forget }: Levels, metrics: Metrics): Disposable {
  const measuring = metrics.beforeText(() => measure().catch(forget));
  return {
    [Symbol.dispose]: () => {
      measuring[Symbol.dispose]();
      forget();
    },
  };
}
