import { randomBytes } from 'node:crypto';
import { type Options, hash, parseOptions, verify } from '@node-rs/argon2';
import { openTurns } from './turns.ts';

/** What a password came to. */
export interface Verdict {
  readonly matches: boolean;
  /** Whether the hash was made with other parameters than are used today. */
  readonly isOutdated: boolean;
}

/** Passwords are kept as argon2id hashes; so many are worked on at once, the others wait their turn. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Without a hash, as the account is not known, it takes as long and does not match. */
  verify(kept: string | undefined, password: string): Promise<Verdict>;
}

/** What hashing costs, in KiB and passes. OWASP's recommendation of 2025 for argon2id: 19 MiB, 2 passes, some 20 ms. */
const present = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

type Cost = Required<Pick<Options, keyof typeof present>>;

/** Half of the threads that Node has for such work, so that others get through while passwords are tried. */
const atOnce = 2;

export function argon2Passwords(cost: Cost = present): Passwords {
  const turns = openTurns(atOnce);
  const make = (password: string) => turns.take(() => hash(password, cost));
  const decoy = make(randomBytes(16).toString('hex'));

  const isOutdated = (kept: string) => {
    const { memoryCost, timeCost, parallelism } = parseOptions(kept);
    return memoryCost !== cost.memoryCost || timeCost !== cost.timeCost || parallelism !== cost.parallelism;
  };

  return {
    hash: make,
    verify: async (kept, password) => {
      const against = kept ?? (await decoy);
      const matches = await turns.take(() => verify(against, password));
      return { matches: matches && kept !== undefined, isOutdated: isOutdated(against) };
    },
  };
}
