import { Refusal } from '@constellation/kit/refusal';
import { instantOf, type Moment } from './moment.ts';

/** What can stand in the way of a party; the same words as in the graph. */
export type ObstacleCode =
  | 'CLOSED'
  | 'TAKEN'
  | 'HELD'
  | 'PARTY_TOO_LARGE'
  | 'PARTY_TOO_SMALL'
  | 'PACING'
  | 'PAST'
  | 'NO_COMBINATION';

/** Something that stands in the way. */
export interface Obstacle {
  readonly code: ObstacleCode;
  readonly message: string;
  /** The tables it concerns; none when it concerns all of the time. */
  readonly tableIds?: readonly string[];
  /** Until when it lasts; left out when it lasts, or nobody knows. */
  readonly until?: Moment | undefined;
  /** What refuses a hold for it, where that has another name. */
  readonly refusal?: 'VENUE_CLOSED' | 'TABLE_TAKEN';
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What an obstacle can be about. */
type Field = 'startsAt' | 'partySize' | 'tableIds';

/** What somebody who looks for a place may choose, each with the part of the input that a refusal for it leads to. */
export type Asked = Readonly<Partial<Record<Field, Field | 'duration' | undefined>>>;

/** What each obstacle is about. */
const fields: Readonly<Record<ObstacleCode, Field>> = {
  CLOSED: 'startsAt',
  TAKEN: 'startsAt',
  HELD: 'startsAt',
  PARTY_TOO_LARGE: 'partySize',
  PARTY_TOO_SMALL: 'partySize',
  PACING: 'startsAt',
  PAST: 'startsAt',
  NO_COMBINATION: 'partySize',
};

/**
 * The refusal of a wish that meets an obstacle. It leads to what it is about, as far as that was `asked`; whoever named
 * tables is led to them where they are what is in the way.
 */
export function refusalOf(obstacle: Obstacle, asked: Asked): Refusal {
  const { code, message, tableIds, until, refusal, details } = obstacle;
  const place = (tableIds && asked.tableIds) ?? asked[fields[code]];
  const asRefusal = refusal ?? (code === 'TAKEN' || code === 'HELD' ? 'TABLE_TAKEN' : code);
  return new Refusal(asRefusal, message, {
    ...(place && { path: ['input', place] }),
    details: {
      ...(tableIds && { tableIds }),
      ...(until !== undefined && { until: String(instantOf(until)) }),
      ...details,
    },
  });
}
