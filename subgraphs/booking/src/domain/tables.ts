import { Refusal } from '@constellation/kit/refusal';
import type { BookableRoom, BookableTable, BookableVenue } from './venue.ts';

/** Tables that would serve a party together. */
export interface TableOption {
  readonly tables: readonly BookableTable[];
  readonly minParty: number;
  readonly maxParty: number;
  readonly priority: number;
}

const tablesPath = ['input', 'tableIds'];
const partyPath = ['input', 'partySize'];

/**
 * The tables a caller named, as one option.
 * @throws Refusal NOT_FOUND, NO_COMBINATION, PARTY_TOO_SMALL or PARTY_TOO_LARGE.
 */
export function namedOption(venue: BookableVenue, tableIds: readonly string[], partySize: number): TableOption {
  const known = new Set(venue.rooms.flatMap((room) => room.tables).map((table) => table.id));
  const unknown = tableIds.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new Refusal('NOT_FOUND', 'The venue has no such table', { path: tablesPath, details: { tableIds: unknown } });
  }
  const wanted = new Set(tableIds);
  const option = optionsOf(venue).find(
    ({ tables }) => tables.length === wanted.size && tables.every(({ id }) => wanted.has(id)),
  );
  if (!option) throw new Refusal('NO_COMBINATION', 'These tables may not be joined', { path: tablesPath });
  if (partySize < option.minParty) throw tooSmall(option.minParty);
  if (partySize > option.maxParty) throw tooLarge(option.maxParty);
  return option;
}

/**
 * All options for a party, best first: the smallest that suffices, one table before several, then the higher priority.
 * @throws Refusal PARTY_TOO_SMALL or PARTY_TOO_LARGE when there is none.
 */
export function optionsFor(venue: BookableVenue, partySize: number): TableOption[] {
  const all = optionsOf(venue);
  const fitting = all.filter(({ minParty, maxParty }) => minParty <= partySize && partySize <= maxParty);
  if (fitting.length > 0) return fitting.toSorted(bySuitability);
  const largest = Math.max(0, ...all.map(({ maxParty }) => maxParty));
  if (partySize > largest) throw tooLarge(largest);
  throw tooSmall(Math.min(...all.map(({ minParty }) => minParty).filter((minParty) => minParty > partySize)));
}

const bySuitability = (one: TableOption, other: TableOption) =>
  one.maxParty - other.maxParty || one.tables.length - other.tables.length || other.priority - one.priority;

const optionsOf = (venue: BookableVenue): TableOption[] =>
  venue.rooms.flatMap((room) => [...singles(room), ...joined(room)]);

const singles = ({ tables }: BookableRoom) =>
  tables.map((table) => ({ tables: [table], minParty: table.minParty, maxParty: table.maxParty, priority: 0 }));

const joined = ({ tables, combinations }: BookableRoom) =>
  combinations.map(({ tableIds, ...bounds }) => ({
    tables: tables.filter(({ id }) => tableIds.includes(id)),
    ...bounds,
  }));

const tooSmall = (minParty: number) =>
  new Refusal('PARTY_TOO_SMALL', `These tables are for parties of ${minParty} and more`, {
    path: partyPath,
    details: { minParty },
  });

const tooLarge = (maxParty: number) =>
  new Refusal('PARTY_TOO_LARGE', `The party fits only up to ${maxParty}`, { path: partyPath, details: { maxParty } });
