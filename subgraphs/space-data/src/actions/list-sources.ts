import type { Scope } from '@constellation/kit';
import { type SourceState, sourceStates } from '../data/sources.queries.ts';
import type { Freshness } from '../domain/freshness.ts';
import { freshnessOf } from '../domain/schedule.ts';
import type { Source } from '../outside/source.ts';

/** A source as everybody may see it. */
export interface ShownSource extends Partial<Omit<SourceState, 'id' | 'breaker'>>, Pick<SourceState, 'id' | 'breaker'> {
  readonly name: string;
  readonly freshness: Freshness;
  readonly configured: boolean;
}

/** Every source, with how it is and how good what it gave last still is. */
export async function listSources({ em, clock }: Scope, sources: readonly Source[]): Promise<ShownSource[]> {
  const states = new Map((await sourceStates(em)).map((state) => [state.id, state]));
  const now = clock.now();
  return sources.map(({ id, name, schedule, isConfigured }) => {
    const state = states.get(id);
    const freshness = freshnessOf(state?.lastSuccessAt, now, schedule);
    return { breaker: 'CLOSED', ...state, id, name, freshness, configured: isConfigured };
  });
}
