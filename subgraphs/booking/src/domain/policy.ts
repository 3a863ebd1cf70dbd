import type { Money } from './money.ts';

/** How a venue takes bookings. */
export interface Policy {
  /** From one start time offered to the next, from opening on. */
  readonly slotMinutes: number;
  readonly holdMinutes: number;
  /** Of one hold, extended. */
  readonly maxHoldMinutes: number;
  /** By size, the smallest first; a larger party than the last stays as long as that one. */
  readonly turnTimes: readonly TurnTime[];
  /** For which a table is kept free behind each stay. */
  readonly bufferMinutes: number;
  /** Null for any number. */
  readonly maxPartiesPerSlot: number | null;
  /** Before the start, until which guests may cancel. */
  readonly cancelUntilMinutes: number;
  /** Behind the start, from which a party counts as one that did not come. */
  readonly noShowAfterMinutes: number;
  readonly deposit: Deposit | null;
}

/** How long parties stay up to a size. */
export interface TurnTime {
  readonly maxParty: number;
  readonly minutes: number;
}

/** What larger parties pay before their booking is confirmed. */
export interface Deposit {
  readonly fromPartySize: number;
  readonly perGuest: Money;
}

/** What holds where a venue has not said otherwise. */
export const defaultPolicy: Policy = {
  slotMinutes: 15,
  holdMinutes: 10,
  maxHoldMinutes: 30,
  turnTimes: [
    { maxParty: 4, minutes: 90 },
    { maxParty: 8, minutes: 120 },
  ],
  bufferMinutes: 0,
  maxPartiesPerSlot: null,
  cancelUntilMinutes: 0,
  noShowAfterMinutes: 15,
  deposit: null,
};

/** How long a party of this size stays when nobody says. */
export function stayOf({ turnTimes }: Policy, partySize: number): Temporal.Duration {
  const turn = turnTimes.find(({ maxParty }) => partySize <= maxParty) ?? turnTimes.at(-1);
  return Temporal.Duration.from({ minutes: turn?.minutes ?? 90 });
}

/** What a party of this size pays before its booking is confirmed; null for nothing. */
export function depositFor({ deposit }: Policy, partySize: number): Money | null {
  if (!deposit || partySize < deposit.fromPartySize) return null;
  const { amount, currency } = deposit.perGuest;
  // A request may name a party of any size.
  return { amount: Math.min(amount * partySize, Number.MAX_SAFE_INTEGER), currency };
}
