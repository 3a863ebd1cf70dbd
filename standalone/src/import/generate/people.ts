import { createHash } from 'node:crypto';
import { preparedHashes } from './prepared-hashes.ts';
import type { GenerateRequest } from './request.ts';

/** Somebody as the ticket system keeps them; but for their password as it is, which it keeps as well. */
export interface GeneratedPerson {
  readonly user_id: number;
  readonly email: string;
  readonly password_hash: string;
  readonly first_name: string;
  readonly surname: string;
  readonly birthday: string;
  readonly registered_at: string;
  readonly is_active: boolean;
  readonly last_logged_in: string;
}

const firstNames = ['Ada', 'Айгүл', 'Boris', 'Дана', 'Émile', 'Grace', 'Иван', 'Katherine', 'Nurlan', 'Zoë'];
const surnames = [
  'Lovelace',
  'Ахметова',
  "O'Neill",
  'Hopper',
  'Сергеев',
  'Johnson',
  'García',
  'Noether',
  'Turing',
  'Ким',
];

/** What somebody signs in with: the password of the n-th person, counted from 1. */
export const passwordOf = (number: number): string => `generated password ${number % preparedHashes.length}`;

/** The same people for the same seed; however many there are, the first of them are the same. */
export function* generatePeople({ count, seed, hash }: Omit<GenerateRequest, 'file'>): Generator<GeneratedPerson> {
  const hashes = hash === 'bcrypt' ? preparedHashes : preparedHashes.map((_, number) => sha256(passwordOf(number)));
  const chance = chanceFrom(seed);
  const oneOf = (texts: readonly string[]) => texts[chance(texts.length)] ?? '';
  for (let number = 1; number <= count; number += 1) {
    const day = (from: number) =>
      Temporal.PlainDate.from({ year: from, month: 1, day: 1 }).add({ days: chance(3_650) });
    const time = `${two(chance(24))}:${two(chance(60))}:${two(chance(60))}`;
    yield {
      user_id: number,
      email: `${seed}.${number}@people.example`,
      password_hash: hashes[number % hashes.length] ?? '',
      first_name: oneOf(firstNames),
      surname: oneOf(surnames),
      birthday: day(1_970).toString(),
      registered_at: `${day(2_015).toString()} ${time}`,
      is_active: true,
      last_logged_in: `2025-06-01 ${time}`,
    };
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const two = (number: number) => String(number).padStart(2, '0');

/** Numbers from 0 to below a bound, the same for the same seed (mulberry32). */
function chanceFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * bound);
  };
}
