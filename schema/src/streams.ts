/** A durable stream of the event log and how long it keeps what it holds. */
export interface StreamDefinition {
  readonly name: string;
  readonly description: string;
  /** Patterns of the subjects it holds: `*` for one token, a last `>` for the rest. */
  readonly subjects: readonly string[];
  /** Left out: kept for good. */
  readonly maxAgeMs?: number;
  /** Keeps only the newest event of each subject. */
  readonly lastPerSubject?: boolean;
  /** May hold names, addresses and tokens; everything else carries ids and codes only. */
  readonly isSecret?: boolean;
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** The names of the streams there are. */
export type StreamName =
  | 'VENUE_STATE'
  | 'BOOKING'
  | 'BOOKING_STATE'
  | 'IDENTITY'
  | 'PERSONAL_DATA'
  | 'MAIL'
  | 'DEAD_LETTERS';

/** Every stream of the house. */
export const streams: readonly (StreamDefinition & { readonly name: StreamName })[] = [
  {
    name: 'VENUE_STATE',
    description: 'Every venue as it is now: what a projection is built from.',
    subjects: ['venue.snapshot.*'],
    lastPerSubject: true,
  },
  {
    name: 'BOOKING',
    description: 'Every change of every booking, by partner (`-` for none), venue and booking.',
    subjects: ['booking.changed.*.*.*'],
    maxAgeMs: 7 * dayMs,
  },
  {
    name: 'BOOKING_STATE',
    description: 'Every booking as it is now, until 30 days after it is over.',
    subjects: ['booking.snapshot.*.*'],
    lastPerSubject: true,
  },
  {
    name: 'IDENTITY',
    description:
      'What every process has to know of people: which of their tokens are void, who wants their data, who is gone.',
    subjects: ['identity.revoked.*', 'identity.export.*', 'identity.erased.*'],
    maxAgeMs: 7 * dayMs,
  },
  {
    name: 'PERSONAL_DATA',
    description: 'Which subgraph has done its part of an export or an erasure.',
    subjects: ['personal_data.answered.*.*'],
    maxAgeMs: 30 * dayMs,
  },
  {
    name: 'MAIL',
    description: 'Secret. Mail that is to be sent, with addresses and tokens: for whoever sends mail and nobody else.',
    subjects: ['mail.password_reset.*'],
    maxAgeMs: hourMs,
    lastPerSubject: true,
    isSecret: true,
  },
  {
    name: 'DEAD_LETTERS',
    description: 'Which events a consumer gave up on, by stream and consumer.',
    subjects: ['dead.*.*'],
    maxAgeMs: 30 * dayMs,
  },
];
