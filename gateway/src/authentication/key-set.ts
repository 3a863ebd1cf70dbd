import type { Clock, Log } from '@constellation/kit';
import {
  createLocalJWKSet,
  type CryptoKey,
  errors,
  type JSONWebKeySet,
  type JWK,
  type JWSHeaderParameters,
} from 'jose';
import { z } from 'zod';
import { cannotTell } from './refusals.ts';

/** Where an issuer's public keys come from, as a JSON Web Key Set. */
export type KeySource = (signal: AbortSignal) => Promise<unknown>;

/** What of a token's header names its key. */
export type KeyName = Pick<JWSHeaderParameters, 'alg' | 'kid'>;

/** The keys that access tokens are verified with. */
export interface KeySet {
  /**
   * The key that is meant; asks for the keys anew when it is not known, but not more often than every few seconds. One
   * that is known is given at once, and waits for nobody until what is known is too old.
   * @throws GraphQLError SUBGRAPH_UNAVAILABLE where it is not known and nobody can be asked.
   */
  find(name: KeyName): Promise<CryptoKey | undefined>;
  /** All of them, kept up to date alike; undefined where none are known and nobody can be asked. */
  published(): Promise<JSONWebKeySet | undefined>;
}

export interface KeySetOptions {
  readonly source: KeySource;
  /** What a key looks like that is taken; others are passed over, whatever they say of themselves. */
  readonly kind: z.ZodType<JWK>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

/** Who makes up names of keys costs one question in so long. */
const pauseMs = 2_000;

/** Keys that are known for so long are asked for anew, behind those who come with them. */
const freshMs = 2.5 * 60_000;

/** Keys that are withdrawn are not known any more after so long; who comes with one then waits until they were asked for. */
export const staleMs = 5 * 60_000;

const askMs = 5_000;

const keySet = z.object({ keys: z.array(z.unknown()) });

interface Known {
  readonly all: JSONWebKeySet;
  find(name: KeyName): Promise<CryptoKey>;
}

/** Keeps the keys of a source; while it does not answer, those that are known go on counting. */
export function openKeySet({ source, kind, clock, log }: KeySetOptions): KeySet {
  let known: Known | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  /** When an answer came, or none in time. */
  let heardAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;
  let outage: Error | undefined;

  const ask = async () => {
    const { keys } = keySet.parse(await source(AbortSignal.timeout(askMs)));
    const taken = keys.flatMap((key) => kind.safeParse(key).data ?? []);
    if (taken.length === 0) throw new Error('There is no key that could be used');
    const all = { keys: taken };
    known = { all, find: createLocalJWKSet(all) };
    outage = undefined;
  };
  const failed = (error: unknown) => {
    if (!outage) log.warn({ err: error }, 'keys of access tokens are not to be had');
    outage = error instanceof Error ? error : new Error(String(error));
    if (!known) askedAt = Number.NEGATIVE_INFINITY;
  };
  const now = () => clock.now().epochMilliseconds;
  const refresh = (): Promise<void> => {
    if (asking) return asking;
    askedAt = now();
    asking = ask()
      .catch(failed)
      .finally(() => {
        heardAt = now();
        asking = undefined;
      });
    return asking;
  };

  /** Whether what is known may be told at once; it is asked for anew behind that when it is no longer fresh. */
  const isCurrent = () => {
    const age = now() - heardAt;
    if (age > freshMs && age <= staleMs) void refresh();
    return age <= staleMs;
  };

  return {
    async find(name) {
      const earlier = await keyIn(known, name);
      if (earlier && isCurrent()) return earlier;
      if (!earlier && !asking && now() - askedAt <= pauseMs) return missing(outage);
      await refresh();
      return (await keyIn(known, name)) ?? missing(outage);
    },
    async published() {
      if (!known || !isCurrent()) await refresh();
      return known?.all;
    },
  };
}

/** A key that an issuer who can be asked does not name is none. */
function missing(outage: Error | undefined): undefined {
  if (!outage) return undefined;
  throw cannotTell(outage);
}

/** Undefined also where several might be meant. */
async function keyIn(keys: Known | undefined, name: KeyName): Promise<CryptoKey | undefined> {
  try {
    return await keys?.find(name);
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
