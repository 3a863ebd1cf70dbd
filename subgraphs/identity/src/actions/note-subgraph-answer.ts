import type { Scope } from '@constellation/kit';
import { noteAnswer } from '../data/personal-data.queries.ts';

/** Writes down what a subgraph has said about a job; of what it says more than once, the newest counts. */
export async function noteSubgraphAnswer({ em }: Scope, answer: Parameters<typeof noteAnswer>[1]): Promise<void> {
  await noteAnswer(em, answer);
}
