import { Refusal, type Scope } from '@constellation/kit';
import { hurrySource } from '../data/sources.queries.ts';
import type { Source } from '../outside/source.ts';
import { listSources, type ShownSource } from './list-sources.ts';

/** The source with this id. */
export const findSource = async (scope: Scope, sources: readonly Source[], id: string) =>
  (await listSources(scope, sources)).find((each) => each.id === id);

/**
 * Has a source asked within seconds. Until it is, a repetition changes nothing.
 * @throws Refusal NOT_FOUND, SOURCE_NOT_CONFIGURED, or TOO_EARLY as long as it may not be asked
 */
export async function requestRefresh(scope: Scope, sources: readonly Source[], id: string): Promise<ShownSource> {
  const source = await findSource(scope, sources, id);
  if (!source) throw new Refusal('NOT_FOUND', 'There is no such source', { path: ['id'] });
  if (!source.configured) throw new Refusal('SOURCE_NOT_CONFIGURED', 'This source is not asked here', { path: ['id'] });
  if (await hurrySource(scope.em, id)) return source;
  throw new Refusal('TOO_EARLY', 'The source may not be asked again yet', {
    path: ['id'],
    details: { from: source.nextAllowedAt?.toString() },
  });
}
