import { type Recipe, writePbkdf2 } from './kept-hash.ts';

/**
 * What becomes of a hash that another system made: it is kept as it is, or in a form of ours; it is so quick to try that
 * it must be wrapped first; or it is refused, as nobody knows it, or trying it would be next to no work or too much: so much
 * that it could be told by the time from an account that does not exist.
 */
export type ForeignHash =
  | { readonly kind: 'KEPT'; readonly hash: string }
  | { readonly kind: 'QUICK'; readonly digest: string; readonly recipe: Recipe }
  | { readonly kind: 'REFUSED'; readonly code: 'UNKNOWN_HASH' | 'ABSURD_HASH' | 'HEAVY_HASH'; readonly reason: string };

type Parts = Readonly<Record<string, string | undefined>>;
type Form = readonly [pattern: RegExp, read: (parts: Parts, text: string) => ForeignHash];

const kept = (hash: string): ForeignHash => ({ kind: 'KEPT', hash });
const absurd = (reason: string): ForeignHash => ({ kind: 'REFUSED', code: 'ABSURD_HASH', reason });
const heavy = (reason: string): ForeignHash => ({ kind: 'REFUSED', code: 'HEAVY_HASH', reason });
const isWithin = (number: string | undefined, least: number, most: number) =>
  Number(number) >= least && Number(number) <= most;

const quick = (digest: string, { before = '', after = '' }: Partial<Recipe> = {}): ForeignHash => ({
  kind: 'QUICK',
  digest: digest.toLowerCase(),
  recipe: { algorithm: digest.length === 32 ? 'md5' : 'sha256', before, after },
});

/** What costs next to nothing is no better than a digest. */
const pbkdf2 = (iterations: string | undefined, salt: Buffer, key: Buffer): ForeignHash => {
  if (Number(iterations) < 10_000) return absurd('PBKDF2 must have at least 10 000 iterations');
  if (Number(iterations) > 1_500_000) return heavy('PBKDF2 must have at most 1 500 000 iterations');
  return salt.length > 0 && key.length === 32 ? kept(writePbkdf2(Number(iterations), salt, key)) : unknown;
};

const unknown: ForeignHash = {
  kind: 'REFUSED',
  code: 'UNKNOWN_HASH',
  reason: 'the hash must be bcrypt, argon2id, PBKDF2-SHA256, or SHA-256 or MD5 in hexadecimal',
};

const digest = '(?<digest>[0-9a-f]{32}|[0-9a-f]{64})';

const forms: readonly Form[] = [
  [
    /^\$2[aby]\$(?<cost>\d\d)\$[./A-Za-z0-9]{53}$/,
    ({ cost }, text) => {
      if (Number(cost) < 4) return absurd('bcrypt must have a cost of 4 at least');
      return Number(cost) > 12 ? heavy('bcrypt must have a cost of 12 at most') : kept(text);
    },
  ],
  [
    /^\$argon2id\$v=19\$m=(?<m>\d+),t=(?<t>\d+),p=(?<p>\d+)\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}$/,
    ({ m, t, p }, text) => {
      if (Number(t) < 1 || !isWithin(p, 1, 4) || Number(m) < 8 * Number(p))
        return absurd('argon2id must have one to four lanes, 8 KiB for each, and a pass');
      return Number(m) * Number(t) > 262_144
        ? heavy('argon2id must use at most 256 MiB in all its passes together')
        : kept(text);
    },
  ],
  [
    // PHC, and passlib's way to write it
    /^\$pbkdf2-sha256\$(?:i=)?(?<iterations>\d+)(?:,l=32)?\$(?<salt>[A-Za-z0-9+/.]+)=*\$(?<key>[A-Za-z0-9+/.]+)=*$/,
    ({ iterations, salt, key }) => pbkdf2(iterations, fromBase64(salt), fromBase64(key)),
  ],
  [
    // Django: the salt is text
    /^pbkdf2_sha256\$(?<iterations>\d+)\$(?<salt>[^$]+)\$(?<key>[A-Za-z0-9+/]+)=*$/,
    ({ iterations, salt = '', key }) => pbkdf2(iterations, Buffer.from(salt), fromBase64(key)),
  ],
  [new RegExp(`^${digest}$`, 'i'), ({ digest: text = '' }) => quick(text)],
  [
    // Django before PBKDF2, the salt before the password
    new RegExp(
      String.raw`^(?:md5\$(?<salt>[^$]*)\$(?<md5>[0-9a-f]{32})|sha256\$(?<salt>[^$]*)\$(?<sha>[0-9a-f]{64}))$`,
      'i',
    ),
    ({ salt = '', md5, sha = '' }) => quick(md5 ?? sha, { before: salt }),
  ],
  [
    // Joomla and others, the salt after the password
    new RegExp(`^${digest}:(?<salt>[^:]+)$`, 'i'),
    ({ digest: text = '', salt = '' }) => quick(text, { after: salt }),
  ],
];

const fromBase64 = (text = '') => Buffer.from(text.replaceAll('.', '+'), 'base64');

const longest = 400;

/** Tells by its form what a hash is. */
export function readForeign(text: string): ForeignHash {
  if (text.length > longest) return unknown;
  for (const [pattern, read] of forms) {
    const found = pattern.exec(text);
    if (found) return read(found.groups ?? {}, text);
  }
  return unknown;
}
