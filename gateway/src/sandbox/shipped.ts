import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { within } from '@constellation/kit';
import { z } from 'zod';

const deadlineMs = 10_000;

const part = z.instanceof(Uint8Array);
const parts = z.object({ css: part, editorWorkerService: part, graphqlWorker: part, js: part, jsonWorker: part });

/** The parts of the finished GraphiQL, each a gzipped file. */
export type Shipped = z.infer<typeof parts>;

/**
 * Takes GraphiQL out of its package, which carries it as nine megabytes of text. That happens in a thread of its own:
 * its memory goes with it, and what stays is a quarter of the size.
 */
export async function unpackGraphiql(): Promise<Shipped> {
  await using worker = new Worker(new URL('shipped-worker.ts', import.meta.url));
  const message = await within(deadlineMs, () => once(worker, 'message'));
  return z.tuple([parts]).parse(message)[0];
}
