import type { ForeignPerson } from '@constellation/identity';
import { StartFailure } from '@constellation/kit';
import { type RejectedLine, wrongCount } from './rejected-line.ts';

/** What stands in a line: somebody, or nothing that can be read. */
export type Line = ForeignPerson | RejectedLine;

/** Makes somebody of the values of a line; null is a value that there is not. */
export type LineReader = (line: number, values: readonly (string | null)[]) => Line;

/** By which names columns are known, the ticket system's first. */
const names = {
  id: ['user_id', 'id'],
  email: ['email'],
  passwordHash: ['password_hash'],
  registeredAt: ['registered_at', 'created_at'],
  isActive: ['is_active'],
  name: ['name'],
  firstName: ['first_name'],
  surname: ['surname', 'last_name'],
} as const;

const needed = ['id', 'email', 'passwordHash'] as const;

/**
 * Reads lines of columns with these names; others are passed over, such as passwords as they are.
 * @throws StartFailure where a column is missing that everybody needs.
 */
export function readerOf(columns: readonly string[]): LineReader {
  const header = columns.map((column) => column.trim().toLowerCase());
  const placeOf = (known: readonly string[]) => header.findIndex((column) => known.includes(column));
  const missing = needed.filter((field) => placeOf(names[field]) < 0).map((field) => names[field].join(' or '));
  if (missing.length > 0)
    throw new StartFailure(`The columns are ${columns.join(', ')}; there must be ${missing.join(', ')}`);
  const places = {
    id: placeOf(names.id),
    email: placeOf(names.email),
    passwordHash: placeOf(names.passwordHash),
    registeredAt: placeOf(names.registeredAt),
    isActive: placeOf(names.isActive),
  };
  const nameOf = [names.name, names.firstName, names.surname].map(placeOf).filter((place) => place >= 0);
  return (line, values) => {
    if (values.length !== columns.length) return wrongCount(line, values.length, columns.length);
    const at = (place: number) => values[place]?.trim() || null;
    return {
      line,
      id: at(places.id),
      email: at(places.email),
      passwordHash: at(places.passwordHash),
      name: nameOf.flatMap((place) => at(place) ?? []).join(' ') || null,
      registeredAt: at(places.registeredAt),
      isActive: at(places.isActive),
    };
  };
}
