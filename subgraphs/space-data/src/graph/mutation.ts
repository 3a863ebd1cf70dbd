import { mutations } from '@constellation/kit';
import { findSource, requestRefresh } from '../actions/request-refresh.ts';
import type { Source } from '../outside/source.ts';
import type { MutationResolvers } from './schema.generated.ts';

export function mutationResolvers(sources: readonly Source[]): MutationResolvers {
  const sourceMutation = mutations({
    field: 'source',
    requires: 'admin',
    find: (scope, id) => findSource(scope, sources, id),
  });
  return { refreshSource: sourceMutation((scope, { id }: { id: string }) => requestRefresh(scope, sources, id)) };
}
