import type { Scope } from '@constellation/kit';
import { type KeptBody, publishedBodies } from '../data/published-bodies.queries.ts';
import { bodyNames } from '../domain/body-names.ts';
import { separationDegrees } from '../domain/body-separation.ts';
import type { Computation } from '../outside/computation.ts';

/** Where bodies stand by somebody else and by us, over the same place at the same moment, in the order of all lists of bodies. */
export async function compareBodies({ em }: Scope, computation: Computation) {
  const published = await publishedBodies(em);
  const compared = await Promise.all(published.map((each) => compare(computation, each)));
  return compared.flat().toSorted((one, other) => bodyNames.indexOf(one.body) - bodyNames.indexOf(other.body));
}

async function compare(computation: Computation, { direction, place, ...body }: KeptBody) {
  const computed = await computation.run('bodies', { place, at: body.at.toString() });
  return computed
    .filter((each) => each.body === body.body)
    .map((each) => ({
      ...body,
      location: place,
      published: direction,
      computed: each,
      separationDegrees: separationDegrees(direction, each),
    }));
}

export type BodyComparison = Awaited<ReturnType<typeof compareBodies>>[number];
