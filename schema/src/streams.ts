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
}

const dayMs = 24 * 60 * 60 * 1000;

/** The names of the streams there are. */
export type StreamName = 'VENUE_STATE' | 'BOOKING' | 'BOOKING_STATE' | 'IDENTITY' | 'DEAD_LETTERS';

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
    description: 'What every process has to know of people: which of their tokens are void.',
    subjects: ['identity.revoked.*'],
    maxAgeMs: 7 * dayMs,
  },
  {
    name: 'DEAD_LETTERS',
    description: 'Which events a consumer gave up on, by stream and consumer.',
    subjects: ['dead.*.*'],
    maxAgeMs: 30 * dayMs,
  },
];
