import type { ExecutionHeaders } from '@constellation/kit';
import { z } from 'zod';
import type { Upstream } from '../upstreams/upstream.ts';

const batch = z.object({ points: z.array(z.looseObject({ metric: z.string().optional() }).nullable()) });

/** A telemetry subgraph that takes every point but those whose metric is `wrong`, as slowly as a test will. */
export interface StoringTelemetry extends Upstream {
  readonly batches: readonly (readonly unknown[])[];
  readonly askedBy: readonly ExecutionHeaders[];
}

/** `meanwhile` is waited for before each batch is answered. */
export function storingTelemetry(meanwhile: (batch: number) => Promise<void> = async () => {}): StoringTelemetry {
  const batches: (readonly unknown[])[] = [];
  const askedBy: ExecutionHeaders[] = [];
  return {
    batches,
    askedBy,
    ready: async () => {},
    execute: async () => ({ data: {} }),
    async post(path, question, headers) {
      const { points } = batch.parse(question);
      batches.push(points);
      askedBy.push(headers);
      await meanwhile(batches.length);
      const rejected = points.flatMap((point, index) =>
        path === '/ingest' && point?.metric === 'wrong' ? [{ index, code: 'UNKNOWN_METRIC', message: 'No' }] : [],
      );
      return { accepted: points.length - rejected.length, duplicates: 0, rejected };
    },
  };
}
