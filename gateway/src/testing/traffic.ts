import { setImmediate as breathe } from 'node:timers/promises';
import { administrator } from '@constellation/kit/testing';
import type { Upstream } from '../upstreams/upstream.ts';

type Kind = 'query' | 'mutation' | 'keyed';

/** How one request went. */
interface Outcome {
  readonly name: string;
  readonly kind: Kind;
  readonly failure?: unknown;
}

const kinds: readonly Kind[] = ['query', 'mutation', 'keyed'];
const document = (kind: Kind) => (kind === 'query' ? 'query { name }' : 'mutation { name }');

/** Sends one request under a name. */
export async function sendOne(upstream: Upstream, kind: Kind, name: string, ms = 10_000): Promise<Outcome> {
  const headers = { principal: administrator, ...(kind === 'keyed' && { idempotencyKey: name }) };
  const request = { query: document(kind), variables: { name } };
  try {
    await upstream.execute(request, headers, AbortSignal.timeout(ms));
    return { name, kind };
  } catch (failure) {
    return { name, kind, failure };
  }
}

/** Requests of all kinds, several at a time, for as long as it is not ended. */
export interface Traffic {
  readonly outcomes: readonly Outcome[];
  /** Resolves when the last of them has come to an end. */
  end(): Promise<void>;
}

export function traffic(upstream: Upstream, concurrency = 6): Traffic {
  const outcomes: Outcome[] = [];
  const over = new AbortController();
  const send = async (_: unknown, worker: number) => {
    for (let count = 0; !over.signal.aborted; count += 1) {
      const kind = kinds[count % kinds.length] ?? 'query';
      outcomes.push(await sendOne(upstream, kind, `${kind} ${worker}.${count}`));
      await breathe();
    }
  };
  const workers = Array.from({ length: concurrency }, send);
  return {
    outcomes,
    end: async () => {
      over.abort();
      await Promise.all(workers);
    },
  };
}
