import { type Interval, isUpTo } from '@constellation/schema/schedule';
import type { Money } from './money.ts';
import { depositFor, type Policy } from './policy.ts';
import type { TableOption } from './tables.ts';

/** What can be changed about a booking; no tables: any that suffice. */
export interface Terms {
  readonly tableIds?: readonly string[] | null | undefined;
  readonly partySize: number;
  readonly stay: Interval;
}

/** Whether a change would leave everything as it is. */
export const isSame = (before: Required<Terms>, { tableIds, partySize, stay }: Terms): boolean =>
  stay.start.equals(before.stay.start) &&
  stay.end.equals(before.stay.end) &&
  partySize === before.partySize &&
  (tableIds == null || sameSet(tableIds, before.tableIds ?? []));

/** Whether a stay has no time that another has not. */
export const isWithin = (stay: Interval, other: Interval): boolean =>
  isUpTo(other.start, stay.start) && isUpTo(stay.end, other.end);

/** Options in their order, but the tables that the party has come first if they are among them. */
export const keeping = (tableIds: readonly string[], options: readonly TableOption[]): TableOption[] =>
  options.toSorted((one, other) => Number(isOf(other, tableIds)) - Number(isOf(one, tableIds)));

const isOf = ({ tables }: TableOption, tableIds: readonly string[]) =>
  sameSet(
    tables.map(({ id }) => id),
    tableIds,
  );

const sameSet = (some: readonly string[], others: readonly string[]) =>
  new Set(some).symmetricDifference(new Set(others)).size === 0;

/** What a party would have to pay for growing; null for nothing. It was confirmed with nothing due at the size it has. */
export const depositForGrowing = (policy: Policy, from: number, to: number): Money | null =>
  to > from ? depositFor(policy, to) : null;
