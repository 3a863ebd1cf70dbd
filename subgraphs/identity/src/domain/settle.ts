import type { Newcomer, Rejection, RejectionCode } from './foreign-person.ts';

/** Who has an address, and an id of another system if they came from one. */
export interface Holder {
  readonly emailKey: string;
  readonly source: string | null;
  readonly id: string | null;
}

/** Who is there, or is not any more. */
export interface Known {
  readonly holders: readonly Holder[];
  /** Ids of the source whose accounts were erased. */
  readonly erasedIds: ReadonlySet<string>;
  /** What is left of their addresses: keys of those that stand in lines with such ids. */
  readonly erasedKeys: ReadonlySet<string>;
}

/** What newcomers are, beside those who are there. */
export interface Settled {
  /** Can have an account. */
  readonly open: readonly Newcomer[];
  /** How many have it: the same id with the same address. */
  readonly present: number;
  readonly rejected: readonly Rejection[];
}

/** Tells in the order of their lines who of a source is new; of two with one id or address, the first. */
export function settle(source: string, newcomers: readonly Newcomer[], known: Known): Settled {
  const { holders, erasedIds, erasedKeys } = known;
  const byAddress = new Map(holders.map((holder) => [holder.emailKey, holder]));
  const byId = new Map(holders.filter((holder) => holder.source === source).map((holder) => [holder.id, holder]));
  const open: Newcomer[] = [];
  const rejected: Rejection[] = [];
  let present = 0;
  for (const newcomer of newcomers) {
    const { line, id, email } = newcomer;
    const refuse = (code: RejectionCode, reason: string) => rejected.push({ line, id, code, reason });
    const sameId = byId.get(id);
    const sameAddress = byAddress.get(email.key);
    if (sameId?.emailKey === email.key) present += 1;
    else if (erasedIds.has(id)) refuse('ERASED', 'who came with this id has erased their account');
    else if (sameId) refuse('ID_TWICE', 'somebody with another address came with this id');
    else if (sameAddress?.source === source) refuse('ADDRESS_TWICE', `${sameAddress.id} came with this address`);
    else if (sameAddress) refuse('ADDRESS_TAKEN', 'somebody else has an account with this address');
    else if (erasedKeys.has(email.key)) refuse('ERASED', 'who came with this address has erased their account');
    else {
      const holder = { emailKey: email.key, source, id };
      byAddress.set(email.key, holder);
      byId.set(id, holder);
      open.push(newcomer);
    }
  }
  return { open, present, rejected };
}
