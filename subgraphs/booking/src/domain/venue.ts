/** What a booking needs to know of a venue: the venue subgraph's snapshot, less what is only for show. */
export interface BookableVenue {
  readonly id: string;
  readonly timeZone: string;
  readonly openingHours: readonly OpeningStretch[];
  readonly rooms: readonly BookableRoom[];
}

export type Weekday = (typeof weekdays)[number];

/** In the order of ISO 8601, Monday first. */
export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

/** One stretch that begins on a weekday, `HH:MM`; `closes` at or before `opens` means the next day. */
export interface OpeningStretch {
  readonly weekday: Weekday;
  readonly opens: string;
  readonly closes: string;
}

export interface BookableRoom {
  readonly id: string;
  readonly tables: readonly BookableTable[];
  readonly combinations: readonly Combination[];
}

export interface BookableTable {
  readonly id: string;
  readonly label: string;
  readonly minParty: number;
  readonly maxParty: number;
}

/** Tables that may be joined for one party; a higher `priority` is chosen first. */
export interface Combination {
  readonly tableIds: readonly string[];
  readonly minParty: number;
  readonly maxParty: number;
  readonly priority: number;
}
