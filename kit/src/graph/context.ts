import type { Scope } from '../scope.ts';

/** What every resolver gets: the scope, and the subgraph's loaders, which batch and cache within one request. */
export interface GraphContext<Loaders = unknown> {
  readonly scope: Scope;
  readonly loaders: Loaders;
}
