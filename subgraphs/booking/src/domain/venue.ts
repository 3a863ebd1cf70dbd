import type { Schedule } from '@constellation/schema/schedule';

/** What a booking needs to know of a venue: the venue subgraph's snapshot, less what is only for show. */
export interface BookableVenue extends Schedule {
  readonly id: string;
  /** Whether it takes no new bookings any more. */
  readonly closed: boolean;
  readonly rooms: readonly BookableRoom[];
}

/** A room in use, with its tables in use. */
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
