import { isUpTo } from '@constellation/schema/schedule';
import { instantOf, type Moment } from '../domain/moment.ts';

/** What may lapse, or may not. */
interface Lasting {
  readonly lapsesAt: Moment | null;
}

/** Those that have not lapsed at an instant. */
export const lastingAt = <Each extends Lasting>(each: readonly Each[], at: Temporal.Instant): Each[] =>
  each.filter(({ lapsesAt }) => lapsesAt === null || !isUpTo(instantOf(lapsesAt), at));
