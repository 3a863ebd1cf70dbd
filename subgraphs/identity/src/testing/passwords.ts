import { matches } from '../outside/foreign-passwords.ts';
import { argon2Passwords, type PasswordOptions } from '../outside/passwords.ts';

/** As cheap as argon2 can be: what is tested is what becomes of them. */
export const cheapPasswords = (options: PasswordOptions = {}) =>
  argon2Passwords({ cost: { memoryCost: 64, timeCost: 1, parallelism: 1 }, failureMs: 0, ...options });

/** As `cheapPasswords`, and tells how many were hashed and tried. */
export function countingPasswords() {
  const counts = { hashed: 0, tried: 0 };
  const passwords = cheapPasswords();
  return {
    ...passwords,
    counts,
    hash: (password: string) => {
      counts.hashed += 1;
      return passwords.hash(password);
    },
    verify: (kept: string | undefined, password: string) => {
      counts.tried += 1;
      return passwords.verify(kept, password);
    },
  };
}

/** As `cheapPasswords`, and tells what each try was made at: the hash up to its salt. */
export function recordingPasswords() {
  const tried: string[] = [];
  const passwords = cheapPasswords({
    matches: (kept, password) => {
      tried.push(kept.split('$', 4).join('$'));
      return matches(kept, password);
    },
  });
  return { ...passwords, tried };
}

/** As when as many wait as may: who has an account is refused. */
export const busyPasswords = () => cheapPasswords({ atOnce: 0, mostWaiting: 0 });
