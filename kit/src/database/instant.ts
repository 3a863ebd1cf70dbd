import { Type } from '@mikro-orm/core';
import { type EntityManager, firstRow, sql } from './query.ts';

/** PostgreSQL's text for a `timestamptz`, `infinity` excluded, as an instant. */
export const parseInstant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

/** The same as RFC 3339 text in UTC, as an instant would be written; where the server shows UTC nothing is read for it. */
export const instantText = (text: string): string =>
  text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : parseInstant(text).toString();

/** Column type for `timestamptz`; in TypeScript an instant, precise to the microsecond that PostgreSQL keeps. */
export class InstantType extends Type<Temporal.Instant | null | undefined, string | null | undefined> {
  override convertToDatabaseValue(value: Temporal.Instant | string | null | undefined) {
    return value?.toString();
  }

  override convertToJSValue(value: Temporal.Instant | string | null | undefined) {
    return typeof value === 'string' ? parseInstant(value) : value;
  }

  override getColumnType() {
    return 'timestamptz';
  }

  override compareAsType() {
    return 'string';
  }

  override ensureComparable() {
    return true;
  }

  override toJSON(value: Temporal.Instant | null | undefined) {
    return value?.toString();
  }
}

/** The deciding instant: ask for it after the locks are held, as it is the moment of the asking. */
export async function instant(em: EntityManager): Promise<Temporal.Instant> {
  const row = await firstRow(em, sql<{ at: string }>`select clock_instant() as at`);
  if (!row) throw new Error('clock_instant() gave no row');
  return parseInstant(row.at);
}
