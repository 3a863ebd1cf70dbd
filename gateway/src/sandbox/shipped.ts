import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

const part = z.instanceof(Uint8Array);
const parts = z.object({ css: part, editorWorkerService: part, graphqlWorker: part, js: part, jsonWorker: part });

/** The parts of the finished GraphiQL, each a gzipped file. */
export type Shipped = z.infer<typeof parts>;

/**
 * Takes GraphiQL out of its package, which carries it as nine megabytes of text. That happens in a thread of its own:
 * its memory goes with it, and what stays is a quarter of the size.
 */
export async function unpackGraphiql(): Promise<Shipped> {
  const worker = new Worker(new URL('shipped-worker.ts', import.meta.url));
  return z.tuple([parts]).parse(await once(worker, 'message'))[0];
}
