import { createHash } from 'node:crypto';
import { isId } from '@constellation/kit';

/** RFC 9562's namespace for URLs, which issuers are. */
const urls = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** A UUID of version 5 (RFC 9562): always the same for a name within a namespace. */
export function nameBasedId(namespace: string, name: string): string {
  const bytes = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  const hash = createHash('sha1').update(bytes).update(name, 'utf8').digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const version = (id: string) => id.charAt(14);

/**
 * The id here of an issuer's subject. One that is a UUID stays what it is. Any other becomes a UUID made of issuer and
 * subject, so that the same person has the same bookings after each sign-in; such ids are made for those of version 5 too, so
 * that nobody's own id can be what is made of another's.
 */
export const subjectId = (issuer: string, subject: string): string =>
  isId(subject) && version(subject) !== '5' ? subject : nameBasedId(nameBasedId(urls, issuer), subject);
