import type { Clock } from '@constellation/kit';
import { LRUCache } from 'lru-cache';
import type { Access, EndOfAccess } from './access.ts';
import { openSecretNames } from './secret-names.ts';

/** What headers have been found to give, so that whoever shows one again costs a lookup: it is not even read. */
export interface RememberedAccesses {
  /** The access that a header gives; undefined where that is not remembered, or has ended. */
  find(authorization: string): Access | undefined;
  /** A header that is spaced in an odd way is not kept: with ever more spaces one credential could drive out all others. */
  keep(authorization: string, access: Access, forMs: number): void;
}

export interface RememberedAccessesOptions {
  readonly clock: Clock;
  /** How an access ended, as far as is known here. */
  endOf(access: Access): EndOfAccess | undefined;
}

const most = 40_000;
const plain = /^\S+ \S+$/;

/** Remembers accesses by names of their headers that only this process can make. */
export function rememberedAccesses({ clock, endOf }: RememberedAccessesOptions): RememberedAccesses {
  const nameOf = openSecretNames();
  const kept = new LRUCache<string, { readonly access: Access; readonly until: number }>({ max: most });
  const now = () => clock.now().epochMilliseconds;
  return {
    find(authorization) {
      const known = kept.get(nameOf(authorization));
      return known && now() < known.until && !endOf(known.access) ? known.access : undefined;
    },
    keep(authorization, access, forMs) {
      if (plain.test(authorization)) kept.set(nameOf(authorization), { access, until: now() + forMs });
    },
  };
}
