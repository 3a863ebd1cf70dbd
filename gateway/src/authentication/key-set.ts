import type { Clock } from '@constellation/kit';
import { GraphQLError } from 'graphql';
import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';

/** Where the identity subgraph's public keys come from, as a JSON Web Key Set. */
export type KeySource = (signal: AbortSignal) => Promise<unknown>;

/** The keys that access tokens are verified with. */
export interface KeySet {
  /**
   * The key of this name; asks for the keys anew when it is not known, but not more often than every few seconds.
   * @throws GraphQLError SUBGRAPH_UNAVAILABLE while no keys are known.
   */
  find(kid: string): Promise<CryptoKey | undefined>;
}

export interface KeySetOptions {
  readonly source: KeySource;
  readonly clock: Clock;
}

/** Who makes up names of keys costs one question in so long. */
const pauseMs = 2_000;

/** Keys that are withdrawn are not known any more after so long. */
const staleMs = 5 * 60_000;

const askMs = 5_000;

/** Only what we sign with; keys of another kind are not ours, whatever they say. */
const keySet = z.object({
  keys: z.array(
    z.object({
      kid: z.string().min(1),
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string().length(43),
      alg: z.literal('EdDSA'),
      use: z.literal('sig'),
    }),
  ),
});

export function openKeySet({ source, clock }: KeySetOptions): KeySet {
  let known: ReadonlyMap<string, CryptoKey> = new Map();
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  const ask = async () => {
    const { keys } = keySet.parse(await source(AbortSignal.timeout(askMs)));
    const imported = await Promise.all(keys.map(async (key) => [key.kid, await importPublic(key)] as const));
    known = new Map(imported);
  };
  const now = () => clock.now().epochMilliseconds;
  const refresh = (): Promise<void> => {
    askedAt = now();
    asking ??= ask().finally(() => (asking = undefined));
    return asking;
  };

  return {
    async find(kid) {
      const age = now() - askedAt;
      const isDue = age > staleMs || (!known.has(kid) && age > pauseMs);
      if (asking ?? isDue) await refresh().catch(unavailable);
      return known.get(kid);
    },
  };

  /** Without any keys nothing can be judged; else those that are known go on counting. */
  function unavailable(error: unknown): void {
    if (known.size > 0) return;
    askedAt = Number.NEGATIVE_INFINITY;
    throw new GraphQLError('Who asks cannot be found out at the moment', {
      originalError: error instanceof Error ? error : null,
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', http: { status: 503 } },
    });
  }
}

async function importPublic(jwk: z.infer<typeof keySet>['keys'][number]): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('A public key is expected');
  return key;
}
