import { anonymousPrincipal, type Principal } from '@constellation/kit';
import { type Access, type EndOfAccess, lasting } from './access.ts';
import { type Credential, readCredential } from './credential.ts';
import type { Shown } from './judgements.ts';
import { Unauthenticated } from './refusals.ts';

/** What a caller shows: the header of a request, or the same key in the payload of a socket's `connection_init`. */
export interface Credentials {
  readonly authorization: string | undefined;
  /** Where the caller is, as far as that is known. */
  readonly address?: string | undefined;
}

/**
 * Turns credentials into what they give, for HTTP and WebSocket alike.
 * @throws Unauthenticated for credentials that are not good; never takes them for none.
 */
export type Authenticate = (credentials: Credentials) => Promise<Access>;

/** Says who asks, and for how long that holds. */
export interface Authentication {
  readonly authenticate: Authenticate;
  /** Calls back once, within a second of the access's end, until disposed; at once where it has ended already. */
  watch(access: Access, ended: (end: EndOfAccess) => void): Disposable;
}

/** Takes what `accessOf` finds good; who shows nothing at all is a visitor. */
export const authenticateBy =
  (accessOf: (credential: Credential, shown: Shown) => Promise<Access>): Authenticate =>
  async ({ authorization, address }) => {
    if (authorization === undefined) return lasting(anonymousPrincipal);
    const credential = readCredential(authorization);
    if (credential) return accessOf(credential, { authorization, address });
    throw new Unauthenticated('malformed', /^basic\b/i.test(authorization) ? 'Basic' : 'Bearer');
  };

const watchNothing: Authentication['watch'] = () => new DisposableStack();

/** Takes nothing: for a gateway that knows no keys, where who shows something cannot be told. */
export const knowingNobody: Authentication = {
  authenticate: authenticateBy(() => {
    throw new Unauthenticated('this gateway knows no keys');
  }),
  watch: watchNothing,
};

/** Takes somebody else's word for who shows what, for good. */
export const believing = (tell: (credentials: Credentials) => Promise<Principal>): Authentication => ({
  authenticate: async (credentials) => lasting(await tell(credentials)),
  watch: watchNothing,
});

/** Those whom the same subscription shows the same things: its result is resolved once for all of them. */
export const authorizationScope = ({ kind, id, scopes, venueRoles }: Principal): string =>
  JSON.stringify([kind, id, scopes.toSorted(), venueRoles]);
