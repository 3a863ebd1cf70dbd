import { createHash, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { verify as verifyArgon2 } from '@node-rs/argon2';
import { verify as verifyBcrypt } from '@node-rs/bcrypt';
import { type KeptHash, type Recipe, readKept } from '../domain/kept-hash.ts';

const derive = promisify(pbkdf2);

/** Whether a password is that of a hash, whatever form the hash is kept in. */
export function matches(kept: string, password: string): Promise<boolean> {
  const hash: KeptHash = readKept(kept);
  switch (hash.kind) {
    case 'ARGON2':
      return verifyArgon2(hash.text, password);
    case 'BCRYPT':
      return verifyBcrypt(password, hash.text);
    case 'WRAPPED':
      return verifyArgon2(hash.text, digestOf(password, hash.recipe));
    case 'PBKDF2':
      return isDerived(hash, password);
  }
}

async function isDerived(
  { salt, iterations, key }: Extract<KeptHash, { kind: 'PBKDF2' }>,
  password: string,
): Promise<boolean> {
  return timingSafeEqual(await derive(password, salt, iterations, key.length, 'sha256'), key);
}

/** What another system made of a password, in lower-case hexadecimal. */
const digestOf = (password: string, { algorithm, before, after }: Recipe): string =>
  createHash(algorithm).update(`${before}${password}${after}`).digest('hex');
