import { tidy } from '../domain/text.ts';

/** A booking, and why something is done to it. */
export interface Reasoned {
  readonly id: string;
  readonly reason?: string | null;
}

const longestReason = 1000;

/** The words, tidied; nothing when there are none. @throws Refusal INVALID_INPUT. */
export const reasonOf = ({ reason }: Reasoned): string | null | undefined =>
  reason && tidy(reason, { path: ['reason'], longest: longestReason });
