/** What another system digested: the password, with a salt put before or after it where it had one. */
export interface Recipe {
  readonly algorithm: 'md5' | 'sha256';
  readonly before: string;
  readonly after: string;
}

/** A hash as it is kept, by what a password is tried with. */
export type KeptHash =
  | { readonly kind: 'ARGON2' | 'BCRYPT'; readonly text: string }
  | { readonly kind: 'PBKDF2'; readonly iterations: number; readonly salt: Buffer; readonly key: Buffer }
  /** argon2id of another system's digest in hexadecimal. */
  | { readonly kind: 'WRAPPED'; readonly recipe: Recipe; readonly text: string };

const wrapped = /^(?<algorithm>md5|sha256)(?:,(?<place>before|after)=(?<salt>[\w-]+))?(?<text>\$argon2id\$.+)$/;
const pbkdf2 = /^\$pbkdf2-sha256\$i=(?<iterations>\d+)\$(?<salt>[^$]+)\$(?<key>[^$]+)$/;

/** @throws Error where it is none that the database takes. */
export function readKept(kept: string): KeptHash {
  if (kept.startsWith('$argon2id$')) return { kind: 'ARGON2', text: kept };
  if (/^\$2[aby]\$/.test(kept)) return { kind: 'BCRYPT', text: kept };
  const { iterations, salt = '', key = '' } = pbkdf2.exec(kept)?.groups ?? {};
  if (iterations !== undefined) {
    const bytes = (text: string) => Buffer.from(text, 'base64');
    return { kind: 'PBKDF2', iterations: Number(iterations), salt: bytes(salt), key: bytes(key) };
  }
  const parts = wrapped.exec(kept)?.groups;
  if (!parts) throw new Error('A password is kept in a form that nobody knows');
  return { kind: 'WRAPPED', recipe: recipeOf(parts), text: parts['text'] ?? '' };
}

function recipeOf({ algorithm, place, salt = '' }: Readonly<Record<string, string | undefined>>): Recipe {
  const text = Buffer.from(salt, 'base64url').toString();
  return {
    algorithm: algorithm === 'md5' ? 'md5' : 'sha256',
    before: place === 'before' ? text : '',
    after: place === 'after' ? text : '',
  };
}

/** The form of a PBKDF2-SHA256 hash: PHC, without padding. */
export const writePbkdf2 = (iterations: number, salt: Buffer, key: Buffer): string =>
  `$pbkdf2-sha256$i=${iterations}$${unpadded(salt)}$${unpadded(key)}`;

/** The form of argon2id over a digest: what it is the digest of stands before it. */
export function writeWrapped({ algorithm, before, after }: Recipe, argon2: string): string {
  const salted = (place: string, salt: string) =>
    salt === '' ? '' : `,${place}=${Buffer.from(salt).toString('base64url')}`;
  return `${algorithm}${salted('before', before)}${salted('after', after)}${argon2}`;
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
