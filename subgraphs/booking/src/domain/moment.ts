/**
 * Microseconds since 1970, as fine as PostgreSQL keeps time: exact as a number until the year 2255, and an order of
 * magnitude cheaper to compare than an instant.
 */
export type Moment = number;

/** The moment of an instant; what is finer than a microsecond is cut off. */
export const momentOf = (instant: Temporal.Instant): Moment => Number(instant.epochNanoseconds / 1000n);

/** The instant of a moment. */
export const instantOf = (moment: Moment): Temporal.Instant =>
  Temporal.Instant.fromEpochNanoseconds(BigInt(moment) * 1000n);
