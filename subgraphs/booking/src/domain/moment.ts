import type { Interval } from '@constellation/schema/schedule';

/**
 * Microseconds since 1970, as fine as PostgreSQL keeps time: exact as a number until the year 2255, and an order of
 * magnitude cheaper to compare than an instant.
 */
export type Moment = number;

const second = 1_000_000;

/** A minute in microseconds. */
export const minute = 60 * second;

/** Half-open stretch between two moments. */
export interface Span {
  readonly from: Moment;
  readonly to: Moment;
}

/** The moment of an instant; what is finer than a microsecond is cut off. */
export const momentOf = (instant: Temporal.Instant): Moment => Number(instant.epochNanoseconds / 1000n);

/** The instant of a moment. */
export const instantOf = (moment: Moment): Temporal.Instant =>
  Temporal.Instant.fromEpochNanoseconds(BigInt(moment) * 1000n);

/** The same as the text of its instant, which costs several times as much. */
export const textOf = (moment: Moment): string =>
  moment % second === 0 ? `${new Date(moment / 1_000).toISOString().slice(0, 19)}Z` : String(instantOf(moment));

/** The span of an interval. */
export const spanOf = ({ start, end }: Interval): Span => ({ from: momentOf(start), to: momentOf(end) });

/** The interval of a span. */
export const intervalOf = ({ from, to }: Span): Interval => ({ start: instantOf(from), end: instantOf(to) });
