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
  /** About how many bytes it holds at most: a full one refuses what is new rather than forget what is old. */
  readonly mostBytes?: number;
  /** Its messages are no events but whatever somebody outside sends, JSON or not. */
  readonly isRaw?: boolean;
  /** May hold names, addresses and tokens; everything else carries ids and codes only. */
  readonly isSecret?: boolean;
}

const minuteMs = 60 * 1000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The names of the streams there are. */
export type StreamName =
  | 'VENUE_STATE'
  | 'BOOKING'
  | 'BOOKING_STATE'
  | 'IDENTITY'
  | 'PERSONAL_DATA'
  | 'MAIL'
  | 'INGEST'
  | 'TELEMETRY'
  | 'SPACE'
  | 'SPACE_NOW'
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
      'What every process has to know of people and devices: which credentials are void, who wants their data, who is gone.',
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
    name: 'INGEST',
    description:
      'Secret. What devices send, with their secrets, until it is stored: for telemetry and nobody else. A full one refuses more. ' +
      'What is not stored after 30 days is too old to be taken.',
    subjects: ['telemetry.ingest.*'],
    maxAgeMs: 30 * dayMs,
    mostBytes: 512 * 1024 * 1024,
    isRaw: true,
    isSecret: true,
  },
  {
    name: 'TELEMETRY',
    description: 'What devices measure, by venue (`-` for none) and device.',
    subjects: ['telemetry.reading.*.*'],
    maxAgeMs: dayMs,
  },
  {
    name: 'SPACE',
    description: 'What is about to be seen above a venue, and how those are who publish what is known of space.',
    subjects: ['space.pass.*', 'space.refreshed.*'],
    maxAgeMs: dayMs,
  },
  {
    name: 'SPACE_NOW',
    description: 'Where the International Space Station is at this second; what is missed is missed.',
    subjects: ['space.iss'],
    maxAgeMs: minuteMs,
    lastPerSubject: true,
  },
  {
    name: 'DEAD_LETTERS',
    description: 'Which events a consumer gave up on, by stream and consumer.',
    subjects: ['dead.*.*'],
    maxAgeMs: 30 * dayMs,
  },
];
