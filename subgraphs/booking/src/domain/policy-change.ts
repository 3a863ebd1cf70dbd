import { Refusal } from '@constellation/kit/refusal';
import { defaultPolicy, type Deposit, type Policy, type TurnTime } from './policy.ts';

/** What to change about a policy: left out = unchanged, null = back to the default. */
export type PolicyChange = { readonly [Field in keyof Policy]?: Policy[Field] | null | undefined };

/** From which to which whole number, both included. */
type Range = readonly [least: number, most: number];

/** `maxHoldMinutes` is at least `holdMinutes`, besides. */
const ranges = [
  ['slotMinutes', [5, 240]],
  ['holdMinutes', [1, 60]],
  ['maxHoldMinutes', [1, 240]],
  ['bufferMinutes', [0, 240]],
  ['maxPartiesPerSlot', [1, 1000]],
  ['cancelUntilMinutes', [0, 43_200]],
  ['noShowAfterMinutes', [0, 240]],
] as const satisfies readonly (readonly [keyof Policy, Range])[];

const partySizes: Range = [1, 1000];
const stayMinutes: Range = [15, 1440];
const mostTurnTimes = 20;

/** The policy as it is after a change, turn times by size. @throws Refusal INVALID_INPUT. */
export function policyAfter(policy: Policy, change: PolicyChange): Policy {
  for (const [field, range] of ranges) checkRange(change[field], range, field);
  if (change.turnTimes) checkTurnTimes(change.turnTimes);
  if (change.deposit) checkDeposit(change.deposit);

  const settled = <Field extends keyof Policy>(field: Field) =>
    change[field] === undefined ? policy[field] : (change[field] ?? defaultPolicy[field]);
  const after = {
    slotMinutes: settled('slotMinutes'),
    holdMinutes: settled('holdMinutes'),
    maxHoldMinutes: settled('maxHoldMinutes'),
    turnTimes: settled('turnTimes').toSorted((one, other) => one.maxParty - other.maxParty),
    bufferMinutes: settled('bufferMinutes'),
    maxPartiesPerSlot: settled('maxPartiesPerSlot'),
    cancelUntilMinutes: settled('cancelUntilMinutes'),
    noShowAfterMinutes: settled('noShowAfterMinutes'),
    deposit: settled('deposit'),
  };
  if (after.maxHoldMinutes < after.holdMinutes)
    throw invalid(
      `A hold of ${after.holdMinutes} minutes cannot last ${after.maxHoldMinutes} at most`,
      change.maxHoldMinutes === undefined ? 'holdMinutes' : 'maxHoldMinutes',
    );
  return after;
}

/** What of a policy is not as it is by default. */
export const ownPart = (policy: Policy): Partial<Policy> =>
  Object.fromEntries(Object.entries(policy).filter(([field, value]) => !isDefault(field, value)));

const defaults: ReadonlyMap<string, unknown> = new Map(Object.entries(defaultPolicy));

const isDefault = (field: string, value: unknown) => JSON.stringify(value) === JSON.stringify(defaults.get(field));

function checkTurnTimes(turnTimes: readonly TurnTime[]): void {
  if (turnTimes.length < 1 || turnTimes.length > mostTurnTimes)
    throw invalid(`There are 1 to ${mostTurnTimes} turn times`, 'turnTimes');
  const sizes = turnTimes.map(({ maxParty }) => maxParty);
  for (const [index, { maxParty, minutes }] of turnTimes.entries()) {
    const path = ['turnTimes', String(index)];
    checkRange(maxParty, partySizes, ...path, 'maxParty');
    checkRange(minutes, stayMinutes, ...path, 'minutes');
    if (sizes.indexOf(maxParty) < index)
      throw invalid(`There is a turn time for parties up to ${maxParty} already`, ...path, 'maxParty');
  }
}

function checkDeposit({ fromPartySize, perGuest }: Deposit): void {
  checkRange(fromPartySize, partySizes, 'deposit', 'fromPartySize');
  if (perGuest.amount < 1) throw invalid('A deposit is more than 0', 'deposit', 'perGuest', 'amount');
}

function checkRange(value: number | null | undefined, [least, most]: Range, ...path: readonly string[]): void {
  if (value == null || (value >= least && value <= most)) return;
  throw invalid(`${path.at(-1)} is from ${least} to ${most}`, ...path);
}

const invalid = (message: string, ...path: readonly string[]) =>
  new Refusal('INVALID_INPUT', message, { path: ['input', ...path] });
