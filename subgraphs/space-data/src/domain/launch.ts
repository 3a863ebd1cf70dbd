/** Somebody's plan to send something up. */
export interface PlannedLaunch {
  /** A UUID. */
  readonly id: string;
  readonly name: string;
  /** It does not begin before. */
  readonly net: Temporal.Instant;
  /** How exactly that is known, such as `Minute` or `Month`. */
  readonly netPrecision: string | undefined;
  readonly status: string;
  readonly provider: string;
  readonly pad: string | undefined;
  readonly mission: string | undefined;
}

/** Countdowns are held, and windows are hours long. */
const patienceHours = 6;
const exact = new Set(['Second', 'Minute', 'Hour']);

/**
 * Until when a launch is still to come if nobody says otherwise: six hours after its time. Where that is known less exactly than
 * to the hour it names a day, the last one of a month or year where these are all that is known; then six hours after that day.
 */
export const upcomingUntil = ({ net, netPrecision }: Pick<PlannedLaunch, 'net' | 'netPrecision'>): Temporal.Instant =>
  net.add({ hours: exact.has(netPrecision ?? '') ? patienceHours : 24 + patienceHours });
