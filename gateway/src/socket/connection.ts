import type { Principal } from '@constellation/kit';
import type { Outlet } from './outlet.ts';

/** One client's socket. */
export interface Connection {
  readonly outlet: Outlet;
  /** The `authorization` header of the upgrade, for clients that can set one. */
  readonly authorization: string | undefined;
  /** Known from `connection_init` on. */
  principal?: Principal;
}
