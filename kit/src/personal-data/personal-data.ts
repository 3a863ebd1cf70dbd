import type { Scope } from '../scope.ts';

/** How a subgraph answers for what it keeps about people. */
export interface PersonalData {
  /** What it keeps about somebody, as JSON for them to read; within the transaction that stores it. */
  collect(scope: Scope, userId: string): Promise<object>;
  /**
   * Removes what it keeps about somebody, in transactions of its own, and again from the beginning after a crash.
   * Whatever asks `refuseErased` keeps nothing new about them from before the first call on.
   */
  erase(scope: Scope, userId: string): Promise<void>;
}

/** For a subgraph that keeps nothing about people. */
export const nothingPersonal: PersonalData = { collect: async () => ({}), erase: async () => {} };

/** What of an export one subgraph has: stored, not kept any more, or none that this caller may have. */
export type PersonalDataPart =
  | { readonly state: 'STORED'; readonly part: object }
  | { readonly state: 'EXPIRED' }
  | { readonly state: 'NONE' };
