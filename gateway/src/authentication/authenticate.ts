import { developmentPrincipal, type Principal } from '@constellation/kit';
import { GraphQLError } from 'graphql';
import { type Access, type EndOfAccess, lasting } from './access.ts';

/** What a caller shows: the header of a request, or the same key in the payload of a socket's `connection_init`. */
export interface Credentials {
  readonly authorization: string | undefined;
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

/** Credentials that are not good; what is wrong with them is for the log. */
export class Unauthenticated extends GraphQLError {
  constructor(cause: string) {
    super('Who asks is not known: the credential is malformed, expired, revoked or not from here', {
      originalError: new Error(cause),
      extensions: {
        code: 'UNAUTHENTICATED',
        http: { status: 401, headers: new Map([['www-authenticate', 'Bearer error="invalid_token"']]) },
      },
    });
  }
}

const bearer = /^Bearer +(?<token>[\w-]+\.[\w-]+\.[\w-]+) *$/i;

/** Longer ones are no tokens of ours; nothing is done for them. */
const longestToken = 16_384;

/**
 * Takes access tokens, as `Bearer …`. Until every part of the graph asks for it, who shows nothing at all is the
 * development principal.
 */
export const authenticateBearer =
  (verify: (token: string) => Promise<Access>): Authenticate =>
  async ({ authorization }) => {
    if (authorization === undefined) return lasting(developmentPrincipal);
    const token = authorization.length > longestToken ? undefined : bearer.exec(authorization)?.groups?.['token'];
    if (token === undefined) throw new Unauthenticated('not a bearer token');
    return verify(token);
  };

const watchNothing: Authentication['watch'] = () => new DisposableStack();

/** Takes nothing: for a gateway that knows no keys, where who shows something cannot be told. */
export const knowingNobody: Authentication = {
  authenticate: authenticateBearer(() => {
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
