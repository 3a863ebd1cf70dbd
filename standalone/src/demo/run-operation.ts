import type { Upstream } from '@constellation/gateway';
import { servicePrincipal } from '@constellation/kit';
import type { z } from 'zod';
import type { Operation } from './operations.ts';

/** A subgraph in this process or in others. */
export type Subgraph = Pick<Upstream, 'execute'>;

const answerMs = 10_000;

/** Runs one operation as the demo, and insists on an answer of the shape it promises. */
export async function runOperation<Shape extends z.ZodType>(
  subgraph: Subgraph,
  { query, shape }: Operation<Shape>,
  variables: Record<string, unknown>,
): Promise<z.infer<Shape>> {
  const response = await subgraph.execute(
    { query, variables },
    { principal: servicePrincipal('demo') },
    AbortSignal.timeout(answerMs),
  );
  const answer = shape.safeParse(response.data);
  if (!answer.success) throw new Error(`The demo data are not accepted: ${JSON.stringify(response)}`);
  return answer.data;
}
