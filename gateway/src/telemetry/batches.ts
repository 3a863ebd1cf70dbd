import type { SentPoint } from './sent-point.ts';

/** What is handed over at a time: a transaction's worth, well below what a subgraph reads at once. */
const most = { points: 1_000, bytes: 512 * 1_024 };

/** The points in batches, the next of which is read when it is asked for. What comes before an error is a batch, too. */
export async function* batchesOf(points: AsyncIterable<SentPoint>): AsyncGenerator<readonly SentPoint[]> {
  let batch: SentPoint[] = [];
  let bytes = 0;
  try {
    for await (const point of points) {
      if (batch.length === most.points || bytes + point.bytes > most.bytes) {
        yield batch;
        [batch, bytes] = [[], 0];
      }
      batch.push(point);
      bytes += point.bytes;
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}
