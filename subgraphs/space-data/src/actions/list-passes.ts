import { Refusal } from '@constellation/kit';
import type { Elements } from '../data/elements.queries.ts';
import type { Pass } from '../domain/passes.ts';
import type { Place } from '../domain/place.ts';
import { acceptWindow, type Window } from '../domain/window.ts';
import type { Computation } from '../outside/computation.ts';
import type { Plain } from '../outside/tasks.ts';

export interface ShownPass extends Plain<Pass> {
  readonly satellite: Elements;
}

export interface PassFilter extends Window {
  readonly minElevation: number;
  readonly visibleOnly: boolean;
}

/**
 * Passes of a satellite over a place, in order; none of one that nobody has elements of.
 * @throws Refusal BAD_USER_INPUT for more than ten days, a stretch that ends before it begins, or an elevation that is none.
 */
export async function listPasses(
  computation: Computation,
  satellite: Elements | undefined,
  { place, minElevation, visibleOnly, ...window }: PassFilter & { readonly place: Place },
): Promise<ShownPass[]> {
  const { from, to } = acceptWindow(window, { days: 10 });
  if (!(minElevation >= 0 && minElevation < 90)) {
    throw new Refusal('BAD_USER_INPUT', '`minElevation` is from 0 to less than 90', { path: ['minElevation'] });
  }
  if (!satellite) return [];
  const { meanElements: elements } = satellite;
  const question = { elements, place, minElevation, from: from.toString(), to: to.toString() };
  const passes = await computation.run('passes', question);
  return passes
    .filter(({ visibility }) => !visibleOnly || visibility === 'VISIBLE')
    .map((pass) => ({ ...pass, satellite }));
}
