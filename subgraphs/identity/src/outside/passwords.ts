import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { hash, type Options, parseOptions } from '@node-rs/argon2';
import { readKept, type Recipe, writeWrapped } from '../domain/kept-hash.ts';
import { matches as tryPassword } from './foreign-passwords.ts';
import { openTurns } from './turns.ts';

/** What a password came to. */
export interface Verdict {
  readonly matches: boolean;
  /** Whether the hash was made in another way than today, or with less memory or fewer passes. */
  readonly isOutdated: boolean;
}

/** Passwords are kept as argon2id hashes; so many are worked on at once, the others wait their turn, or are refused as BUSY. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Tries a password at a hash of today's, of former parameters or of another system's. Without a hash, as the account is
   * not known, it does not match. What does not match is answered after the same time, whichever of them there was.
   */
  verify(kept: string | undefined, password: string): Promise<Verdict>;
  /** Makes a digest of another system's as slow to try as a hash of ours; waits however many there are. */
  wrap(digest: string, recipe: Recipe): Promise<string>;
}

/** What hashing costs, in KiB and passes. OWASP's recommendation of 2025 for argon2id: 19 MiB, 2 passes, some 20 ms. */
const present = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

type Cost = Required<Pick<Options, keyof typeof present>>;

export interface PasswordOptions {
  readonly cost?: Cost;
  /** How many are worked on at once: half of the threads that Node has for it, so that others get through. */
  readonly atOnce?: number;
  /** How many of those that clients ask for may wait: some two seconds of work. */
  readonly mostWaiting?: number;
  /** A failure takes so long, or twice, thrice that: longer than any hash that an import takes. */
  readonly failureMs?: number;
  /** What tries a password at a hash. */
  readonly matches?: typeof tryPassword;
}

export function argon2Passwords({
  cost = present,
  atOnce = 2,
  mostWaiting = 200,
  failureMs = 500,
  matches = tryPassword,
}: PasswordOptions = {}): Passwords {
  const turns = openTurns(atOnce);
  const make = (secret: string, most?: number) => turns.take(() => hash(secret, cost), most);
  const decoy = make(randomBytes(16).toString('hex'));

  const isOutdated = (kept: string) => {
    if (readKept(kept).kind !== 'ARGON2') return true;
    const { memoryCost, timeCost } = parseOptions(kept);
    return (memoryCost ?? 0) < cost.memoryCost || (timeCost ?? 0) < cost.timeCost;
  };

  const tryAt = (against: string, password: string) =>
    turns.take(async () => {
      const from = performance.now();
      return { isRight: await matches(against, password), tookMs: performance.now() - from };
    }, mostWaiting);

  return {
    hash: async (password) => make(password, mostWaiting),
    verify: async (kept, password) => {
      const against = kept ?? (await decoy);
      const { isRight, tookMs } = await tryAt(against, password);
      if (isRight && kept !== undefined) return { matches: true, isOutdated: isOutdated(against) };
      if (failureMs > 0) await pause(failureMs - (tookMs % failureMs));
      return { matches: false, isOutdated: false };
    },
    wrap: async (digest, recipe) => writeWrapped(recipe, await make(digest)),
  };
}
