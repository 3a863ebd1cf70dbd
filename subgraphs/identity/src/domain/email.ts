import { z } from 'zod';

const longestBytes = 254;
const longestLocal = 64;

/**
 * Alphabets that belong together. Digits, punctuation and marks go with any of them; letters of two of them in one part
 * of an address, such as a Cyrillic а among Latin letters, are there to deceive.
 */
const alphabets = [
  ['Latin'],
  ['Cyrillic'],
  ['Greek'],
  ['Armenian'],
  ['Georgian'],
  ['Hebrew'],
  ['Arabic'],
  ['Devanagari'],
  ['Bengali'],
  ['Tamil'],
  ['Thai'],
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Hangul'],
  ['Latin', 'Han', 'Bopomofo'],
].map((scripts) => {
  const letters = ['Common', 'Inherited', ...scripts].map((script) => String.raw`\p{Script=${script}}`).join('');
  return new RegExp(`^[${letters}]*$`, 'u');
});

const hasOneAlphabet = (part: string) => alphabets.some((alphabet) => alphabet.test(part));

/** Nothing invisible and no spaces; one @. */
const shape = /^[^\s@\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}]+@[^\s@\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}]+$/u;

/** An e-mail address: as it was typed, and the key that all addresses share which look like it to a person. */
export interface Email {
  readonly typed: string;
  readonly key: string;
}

/** An address that can be somebody's; read as an `Email`. */
export const email = z.string().transform((text, context): Email => {
  const typed = text.trim().normalize();
  const key = emailKey(typed);
  if (key !== undefined) return { typed, key };
  context.addIssue({ code: 'custom', message: 'must be an e-mail address, each of its parts in one alphabet' });
  return z.NEVER;
});

/**
 * Compatible characters are made the same (NFKC), and so are cases: ß and SS, ı and i. The domain is written as the DNS
 * knows it. Undefined for what is no address.
 */
export function emailKey(typed: string): string | undefined {
  if (new TextEncoder().encode(typed).length > longestBytes) return undefined;
  const text = fold(typed);
  if (!shape.test(text)) return undefined;
  const [local = '', domain = ''] = text.split('@');
  const host = hostOf(domain);
  if (host === undefined || local.length > longestLocal) return undefined;
  return [local, ...domain.split('.')].every(hasOneAlphabet) ? `${local}@${host}` : undefined;
}

/** Upper case first, as only there some letters of one shape meet. */
const fold = (text: string) => text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

/** A name with a dot in it, none of whose parts is empty, and no address in numbers. */
function hostOf(domain: string): string | undefined {
  if (/[/?#:[\]\\%]/.test(domain)) return undefined;
  const host = URL.parse(`http://${domain}`)?.hostname;
  return host !== undefined && /^([a-z0-9_-]+\.)+[a-z][a-z0-9-]*$/.test(host) ? host : undefined;
}
