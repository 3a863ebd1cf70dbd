import { developmentPrincipal, type Principal } from '@constellation/kit';

/** What a caller shows: the header of a request, or the same key in the payload of a socket's `connection_init`. */
export interface Credentials {
  readonly authorization: string | undefined;
}

/** Turns credentials into the principal who shows them. */
export type Authenticate = (credentials: Credentials) => Promise<Principal>;

/**
 * Who asks: the one place that turns credentials into a principal, for HTTP and WebSocket alike. Until the identity
 * subgraph exists everybody is the development principal.
 */
export const authenticate: Authenticate = async () => developmentPrincipal;

/** Those whom the same subscription shows the same things: its result is resolved once for all of them. */
export const authorizationScope = ({ kind, id, scopes }: Principal): string =>
  JSON.stringify([kind, id, scopes.toSorted()]);
