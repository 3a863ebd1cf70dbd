import { readWrittenInstant } from '@constellation/kit/written-instant';
import { z } from 'zod';
import { isOfDemo } from './demo.ts';
import { displayName } from './display-name.ts';
import { type Email, email } from './email.ts';
import { type ForeignHash, readForeign } from './foreign-hash.ts';

/** Somebody as another system wrote them into a line of a file; nothing is judged yet. */
export interface ForeignPerson {
  readonly line: number;
  /** What the other system knows them by. */
  readonly id: string | null;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly name: string | null;
  /** A date or an instant; in UTC where it does not say. */
  readonly registeredAt: string | null;
  readonly isActive: string | null;
}

/** Why somebody was not taken over. */
export interface Rejection extends Pick<ForeignPerson, 'line' | 'id'> {
  readonly code: RejectionCode;
  /** For a person; without an address, a name or a hash. */
  readonly reason: string;
}

export type RejectionCode =
  | 'BAD_ID'
  | 'BAD_ADDRESS'
  | 'BAD_NAME'
  | 'BAD_TIME'
  | 'INACTIVE'
  | 'UNKNOWN_HASH'
  | 'ABSURD_HASH'
  | 'HEAVY_HASH'
  | 'ERASED'
  | 'ID_TWICE'
  | 'ADDRESS_TWICE'
  | 'ADDRESS_TAKEN';

/** Somebody who can have an account, unless others have their id or address. */
export interface Newcomer {
  readonly line: number;
  readonly id: string;
  readonly email: Email;
  readonly name: string | null;
  readonly hash: Exclude<ForeignHash, { kind: 'REFUSED' }>;
  readonly registeredAt: Temporal.Instant | null;
}

export const isRejection = (judged: Newcomer | Rejection): judged is Rejection => 'code' in judged;
export const isNewcomer = (judged: Newcomer | Rejection): judged is Newcomer => !isRejection(judged);

const activity = z.stringbool({ truthy: ['true', 't', '1', 'yes', 'y'], falsy: ['false', 'f', '0', 'no', 'n'] });

/** Judges somebody by what stands in their line alone. */
export function judge(person: ForeignPerson): Newcomer | Rejection {
  const { line, id, passwordHash, isActive } = person;
  const refuse = (code: RejectionCode, reason: string): Rejection => ({ line, id, code, reason });
  if (id === null || !/^[\w.:-]{1,100}$/.test(id))
    return refuse('BAD_ID', 'the id must have 1 to 100 letters or digits');
  if (!(activity.safeParse(isActive ?? 'true').data ?? false)) return refuse('INACTIVE', 'the account was not active');
  const address = email.safeParse(person.email ?? '').data;
  if (!address) return refuse('BAD_ADDRESS', 'there is no e-mail address, each of its parts in one alphabet');
  if (isOfDemo(address)) return refuse('BAD_ADDRESS', 'the address is kept for the demo');
  const called = displayName.nullable().safeParse(person.name?.trim() || null);
  if (!called.success) return refuse('BAD_NAME', 'the name must be one line of 1 to 200 characters');
  const registeredAt = readWrittenInstant(person.registeredAt);
  if (registeredAt === undefined) return refuse('BAD_TIME', 'the time of registration must be a date or an instant');
  const hash = readForeign(passwordHash ?? '');
  if (hash.kind === 'REFUSED') return refuse(hash.code, hash.reason);
  return { line, id, email: address, name: called.data, hash, registeredAt };
}
