import { networkOf } from '@constellation/kit';

/** How many sockets each client has open, by the network that its address counts as. */
export interface Places {
  areTaken(address: string): boolean;
  /** Takes one until disposed. */
  take(address: string): Disposable;
}

export function openPlaces(most: number): Places {
  const taken = new Map<string, number>();
  return {
    areTaken: (address) => (taken.get(networkOf(address)) ?? 0) >= most,
    take(address) {
      const network = networkOf(address);
      taken.set(network, (taken.get(network) ?? 0) + 1);
      return {
        [Symbol.dispose]: () => {
          const left = (taken.get(network) ?? 0) - 1;
          if (left > 0) taken.set(network, left);
          else taken.delete(network);
        },
      };
    },
  };
}
