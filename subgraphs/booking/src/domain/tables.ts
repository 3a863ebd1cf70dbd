import { Refusal } from '@constellation/kit/refusal';
import type { Obstacle } from './obstacle.ts';
import type { BookableRoom, BookableTable, BookableVenue } from './venue.ts';

/** Tables that would serve a party together. */
export interface TableOption {
  readonly tables: readonly BookableTable[];
  readonly minParty: number;
  readonly maxParty: number;
  readonly priority: number;
}

const tablesPath = ['input', 'tableIds'];

/** All options for a party, best first, or why there is none. */
export type Options =
  | { readonly options: readonly TableOption[]; readonly obstacle?: never }
  | { readonly obstacle: Obstacle; readonly options?: never };

/**
 * The tables a caller named, as the only option.
 * @throws Refusal INVALID_INPUT when there are none, NOT_FOUND when the venue has no such table.
 */
export function namedOption(venue: BookableVenue, tableIds: readonly string[], partySize: number): Options {
  if (tableIds.length === 0)
    throw new Refusal('INVALID_INPUT', 'Name a table, or leave the tables out', { path: tablesPath });
  const known = new Set(venue.rooms.flatMap((room) => room.tables).map((table) => table.id));
  const unknown = tableIds.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new Refusal('NOT_FOUND', 'The venue has no such table', { path: tablesPath, details: { tableIds: unknown } });
  }
  const option = optionOf(venue, tableIds);
  if (!option) return { obstacle: { code: 'NO_COMBINATION', message: 'These tables may not be joined', tableIds } };
  if (partySize < option.minParty) return { obstacle: tooSmall(option.minParty) };
  if (partySize > option.maxParty) return { obstacle: tooLarge(option.maxParty) };
  return { options: [option] };
}

/** Whether a party can have exactly these tables. */
export function serves(venue: BookableVenue, tableIds: readonly string[], partySize: number): boolean {
  const option = optionOf(venue, tableIds);
  return option !== undefined && option.minParty <= partySize && partySize <= option.maxParty;
}

/** The table, or the declared combination, of exactly these tables. */
function optionOf(venue: BookableVenue, tableIds: readonly string[]): TableOption | undefined {
  const wanted = new Set(tableIds);
  return optionsOf(venue).find(
    ({ tables }) => tables.length === wanted.size && tables.every(({ id }) => wanted.has(id)),
  );
}

/** All options for a party: the smallest that suffices first, one table before several, then the higher priority. */
export function optionsFor(venue: BookableVenue, partySize: number): Options {
  const all = optionsOf(venue);
  const options = all.filter(({ minParty, maxParty }) => minParty <= partySize && partySize <= maxParty);
  if (options.length > 0) return { options: options.toSorted(bySuitability) };
  const largest = Math.max(0, ...all.map(({ maxParty }) => maxParty));
  if (partySize <= largest)
    return {
      obstacle: tooSmall(Math.min(...all.map(({ minParty }) => minParty).filter((least) => least > partySize))),
    };
  const seats = Math.max(
    0,
    ...venue.rooms.map(({ tables }) => tables.reduce((sum, { maxParty }) => sum + maxParty, 0)),
  );
  return { obstacle: partySize <= seats ? notJoined(largest) : tooLarge(largest) };
}

const bySuitability = (one: TableOption, other: TableOption) =>
  one.maxParty - other.maxParty || one.tables.length - other.tables.length || other.priority - one.priority;

/** The tables of some options, each once, in the options' order. */
export const tableIdsOf = (options: readonly TableOption[]): string[] => [
  ...new Set(options.flatMap(({ tables }) => tables.map(({ id }) => id))),
];

/** Every table and every declared combination of a venue, each table before what it can be joined to. */
export const optionsOf = (venue: BookableVenue): TableOption[] =>
  venue.rooms.flatMap((room) => [...singles(room), ...joined(room)]);

const singles = ({ tables }: BookableRoom) =>
  tables.map((table) => ({ tables: [table], minParty: table.minParty, maxParty: table.maxParty, priority: 0 }));

const joined = ({ tables, combinations }: BookableRoom) =>
  combinations.map(({ tableIds, ...bounds }) => ({
    tables: tables.filter(({ id }) => tableIds.includes(id)),
    ...bounds,
  }));

const tooSmall = (minParty: number): Obstacle => ({
  code: 'PARTY_TOO_SMALL',
  message: `These tables are for parties of ${minParty} and more`,
  details: { minParty },
});

const tooLarge = (maxParty: number): Obstacle => ({
  code: 'PARTY_TOO_LARGE',
  message: `The party fits only up to ${maxParty}`,
  details: { maxParty },
});

const notJoined = (maxParty: number): Obstacle => ({
  code: 'NO_COMBINATION',
  message: `No combination of tables is declared for more than ${maxParty}`,
  details: { maxParty },
});
