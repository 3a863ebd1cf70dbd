import type { Access } from '../authentication/access.ts';
import type { Outlet } from './outlet.ts';

/** One client's socket. */
export interface Connection {
  readonly outlet: Outlet;
  /** The `authorization` header of the upgrade, for clients that can set one. */
  readonly authorization: string | undefined;
  /** Where the client is. */
  readonly address: string;
  /** Let go when it closes. */
  readonly held: DisposableStack;
  /** Known from `connection_init` on, until it ends. */
  access?: Access | undefined;
}
