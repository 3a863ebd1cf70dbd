import { Instance, type Post } from './instance.ts';
import { NotSent } from './not-sent.ts';

/** The processes of one subgraph, which all do the same. */
export interface Instances extends AsyncDisposable {
  /**
   * The answer of one of them. One that cannot be reached is passed over, as nothing was sent; a request that was sent
   * and got no answer goes to another only if it may be repeated.
   */
  post(post: Post, signal: AbortSignal, isRepeatable: boolean): Promise<string>;
  /** What one of them answers as JSON at another path than the graph's. */
  get(path: string, signal: AbortSignal, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  /** Resolves when one of them can answer. */
  ready(signal: AbortSignal): Promise<void>;
}

/** Takes turns between the processes at these addresses; those that are left out come last. */
export function openInstances(addresses: readonly string[]): Instances {
  const instances = addresses.map((address) => new Instance(address));
  let turn = 0;

  const inTurn = (): Instance[] => {
    turn += 1;
    const rotated = instances.map((_, index) => instances[(turn + index) % instances.length]);
    return rotated.flatMap((each) => each ?? []).toSorted((one, other) => +one.isLeftOut - +other.isLeftOut);
  };
  const isElsewhere = (instance: Instance) => instances.some((each) => each !== instance && !each.isLeftOut);

  return {
    async post(post, signal, isRepeatable) {
      const order = inTurn();
      const unreachable = new Set<Instance>();
      let failure: unknown = new Error('No address');
      // Whose connection broke is asked once more in the end: it may have been closed for being idle.
      for (const instance of [...order, ...order.slice(0, 1)]) {
        if (unreachable.has(instance)) continue;
        try {
          return await instance.post(post, signal, () => isRepeatable && isElsewhere(instance));
        } catch (error) {
          failure = error;
          if (error instanceof NotSent) unreachable.add(instance);
          else if (!isRepeatable) throw error;
          if (signal.aborted) throw error;
        }
      }
      throw failure;
    },
    async get(path, signal, headers) {
      let failure: unknown = new Error('No address');
      for (const instance of inTurn()) {
        try {
          return await instance.get(path, signal, headers);
        } catch (error) {
          failure = error;
        }
      }
      throw failure;
    },
    ready: (signal) => Promise.any(instances.map((each) => each.ready(signal))),
    [Symbol.asyncDispose]: async () => void (await Promise.all(instances.map((each) => each[Symbol.asyncDispose]()))),
  };
}
