import { newId, systemClock } from '@constellation/kit';
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { claimsMapping } from '../authentication/issuers/claims-mapping.ts';
import type { OutsideIssuer } from '../authentication/issuers/outside-issuer.ts';
import { listen } from './http-subgraph.ts';

/** A pair of keys of an issuer elsewhere. */
export interface SigningPair {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** As it is published. */
  readonly jwk: JWK;
}

export async function signingPair(alg: string, given: JWK = {}): Promise<SigningPair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const exported = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(exported);
  const jwk = { ...exported, kid, ...given };
  return { alg, kid: jwk.kid ?? kid, privateKey, jwk };
}

/** What a test does to an issuer. */
interface Publication {
  keys: readonly JWK[];
  isAway: boolean;
  /** Whom it says to be. */
  name: string | undefined;
}

/** An issuer of OpenID Connect on a port of its own. */
export interface TestIssuer extends AsyncDisposable {
  readonly publication: Publication;
  /** As a gateway is told of it. */
  readonly outside: OutsideIssuer;
  /** A token that is good but for what is given. */
  token(pair: SigningPair, given?: { readonly claims?: object; readonly header?: object }): Promise<string>;
}

export async function openTestIssuer(...pairs: readonly SigningPair[]): Promise<TestIssuer> {
  const publication: Publication = { keys: pairs.map(({ jwk }) => jwk), isAway: false, name: undefined };
  const server = await listen(({ url = '' }, response) => {
    if (publication.isAway) return void response.writeHead(503).end();
    const issuer = outside.issuer;
    const pages: Readonly<Record<string, object>> = {
      '/realms/one/.well-known/openid-configuration': {
        issuer: publication.name ?? issuer,
        jwks_uri: `${issuer}/keys`,
      },
      '/realms/one/keys': { keys: publication.keys },
    };
    const page = pages[url];
    response.writeHead(page ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(page ?? {}));
  });
  const outside: OutsideIssuer = {
    issuer: `${new URL(server.url).origin}/realms/one`,
    audience: 'https://graph.example.org',
    tokenType: 'at+jwt',
    claims: claimsMapping.parse({}),
  };
  return {
    publication,
    outside,
    token: ({ alg, kid, privateKey }, { claims, header } = {}) => {
      const iat = Math.floor(systemClock.now().epochMilliseconds / 1_000);
      const good = {
        iss: outside.issuer,
        aud: outside.audience,
        sub: newId(),
        iat,
        exp: iat + 3_600,
        scope: 'bookings:read',
      };
      return new SignJWT({ ...good, ...claims })
        .setProtectedHeader({ alg, typ: 'at+jwt', kid, ...header })
        .sign(privateKey);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
