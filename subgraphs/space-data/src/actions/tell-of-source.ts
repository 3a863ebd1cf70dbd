import { append, type EntityManager, instant } from '@constellation/kit';
import { sourceChanged } from '@constellation/schema';
import { noteNews } from '../data/source-news.queries.ts';
import { sourceStates } from '../data/sources.queries.ts';
import { freshnessOf } from '../domain/schedule.ts';
import type { Source } from '../outside/source.ts';

/** Tells how a locked source is, unless it was told last: an asking that changes nothing about it is no news. */
export async function tellOfSource(
  tx: EntityManager,
  { id, schedule }: Pick<Source, 'id' | 'schedule'>,
): Promise<void> {
  const state = (await sourceStates(tx)).find((each) => each.id === id);
  if (!state) return;
  const { breaker, lastError = null, lastSuccessAt } = state;
  const at = await instant(tx);
  const data = { source: id, breaker, lastError, freshness: freshnessOf(lastSuccessAt, at, schedule) };
  const news = await noteNews(tx, id, data);
  if (news) await append(tx, sourceChanged, { ...news, at, data });
}
