import { expect, test } from 'vitest';
import { ownPart, policyAfter, type PolicyChange } from './policy-change.ts';
import { defaultPolicy, depositFor, type Policy, stayOf } from './policy.ts';

const policy: Policy = {
  slotMinutes: 30,
  holdMinutes: 5,
  maxHoldMinutes: 20,
  turnTimes: [{ maxParty: 2, minutes: 60 }],
  bufferMinutes: 15,
  maxPartiesPerSlot: 4,
  cancelUntilMinutes: 1440,
  noShowAfterMinutes: 30,
  deposit: { fromPartySize: 6, perGuest: { amount: 2000, currency: 'EUR' } },
};
const refusal = (...path: string[]) =>
  expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', ...path] });
const deposit = (fromPartySize: number, amount: number) => ({
  deposit: { fromPartySize, perGuest: { amount, currency: 'EUR' } },
});

test('what is left out stays as it is', () => {
  expect(policyAfter(policy, {})).toEqual(policy);
  expect(policyAfter(policy, { bufferMinutes: 20 })).toEqual({ ...policy, bufferMinutes: 20 });
});

test('null brings everything back to the default, one by one and all at once', () => {
  const back: PolicyChange = {
    slotMinutes: null,
    holdMinutes: null,
    maxHoldMinutes: null,
    turnTimes: null,
    bufferMinutes: null,
    maxPartiesPerSlot: null,
    cancelUntilMinutes: null,
    noShowAfterMinutes: null,
    deposit: null,
  };

  expect(policyAfter(policy, { turnTimes: null })).toEqual({ ...policy, turnTimes: defaultPolicy.turnTimes });
  expect(policyAfter(policy, back)).toEqual(defaultPolicy);
});

test.each([
  ['slotMinutes', 5, 240],
  ['holdMinutes', 1, 60],
  ['maxHoldMinutes', 5, 240],
  ['bufferMinutes', 0, 240],
  ['maxPartiesPerSlot', 1, 1000],
  ['cancelUntilMinutes', 0, 43_200],
  ['noShowAfterMinutes', 0, 240],
] as const)('%s is from %d to %d', (field, least, most) => {
  const roomy = { ...policy, maxHoldMinutes: 240 };

  expect(policyAfter(roomy, { [field]: least })).toEqual({ ...roomy, [field]: least });
  expect(policyAfter(roomy, { [field]: most })).toEqual({ ...roomy, [field]: most });
  for (const value of [least - 1, most + 1, -1, 2 ** 31 - 1])
    expect(() => policyAfter(roomy, { [field]: value })).toThrow(refusal(field));
});

test.each([
  ['a longer hold', { holdMinutes: 21 }, 'holdMinutes'],
  ['the usual hold', { maxHoldMinutes: 9, holdMinutes: null }, 'maxHoldMinutes'],
  ['a shorter longest hold', { maxHoldMinutes: 4 }, 'maxHoldMinutes'],
  ['both', { holdMinutes: 50, maxHoldMinutes: 49 }, 'maxHoldMinutes'],
])('a hold cannot last longer than it lasts at most: %s is refused', (_, change, field) => {
  expect(() => policyAfter(policy, change)).toThrow(refusal(field));
});

test('a hold and the longest hold can be changed together to what neither could be alone', () => {
  expect(policyAfter(policy, { holdMinutes: 60, maxHoldMinutes: 60 })).toMatchObject({
    holdMinutes: 60,
    maxHoldMinutes: 60,
  });
});

test('turn times are kept by size, whatever their order', () => {
  const { turnTimes } = policyAfter(policy, {
    turnTimes: [
      { maxParty: 1000, minutes: 1440 },
      { maxParty: 1, minutes: 15 },
      { maxParty: 6, minutes: 100 },
    ],
  });

  expect(turnTimes.map(({ maxParty }) => maxParty)).toEqual([1, 6, 1000]);
});

const turnTimes = (...sizes: readonly number[]) => ({
  turnTimes: sizes.map((maxParty) => ({ maxParty, minutes: 90 })),
});

test.each([
  ['none', turnTimes(), ['turnTimes']],
  ['21', turnTimes(...Array.from({ length: 21 }, (_, index) => index + 1)), ['turnTimes']],
  ['one for nobody', turnTimes(2, 0), ['turnTimes', '1', 'maxParty']],
  ['one for 1 001', turnTimes(1001), ['turnTimes', '0', 'maxParty']],
  ['two for the same size', turnTimes(4, 2, 8, 4), ['turnTimes', '3', 'maxParty']],
  ['one of 14 minutes', { turnTimes: [{ maxParty: 2, minutes: 14 }] }, ['turnTimes', '0', 'minutes']],
  ['one of 1 441 minutes', { turnTimes: [{ maxParty: 2, minutes: 1441 }] }, ['turnTimes', '0', 'minutes']],
])('of turn times, %s is refused', (_, change, path) => {
  expect(() => policyAfter(policy, change)).toThrow(refusal(...path));
});

test('there may be 20 turn times', () => {
  const change = turnTimes(...Array.from({ length: 20 }, (_, index) => index + 1));

  expect(policyAfter(policy, change).turnTimes).toEqual(change.turnTimes);
});

test.each([
  ['a party of nobody', deposit(0, 1), ['fromPartySize']],
  ['a party of 1 001', deposit(1001, 1), ['fromPartySize']],
  ['nothing', deposit(1, 0), ['perGuest', 'amount']],
  ['less than nothing', deposit(1, -100), ['perGuest', 'amount']],
])('a deposit of %s is refused', (_, change, path) => {
  expect(() => policyAfter(policy, change)).toThrow(refusal('deposit', ...path));
});

test.each([deposit(1, 1), deposit(1000, Number.MAX_SAFE_INTEGER)])('%j is a deposit', (change) => {
  expect(policyAfter(policy, change)).toEqual({ ...policy, ...change });
});

test('only what is not as by default is a policy of its own', () => {
  expect(ownPart(policy)).toEqual(policy);
  expect(ownPart(policyAfter(defaultPolicy, { bufferMinutes: 10, holdMinutes: 10 }))).toEqual({ bufferMinutes: 10 });
  expect(ownPart(defaultPolicy)).toEqual({});
});

test.each([
  [1, 90],
  [4, 90],
  [5, 120],
  [8, 120],
  [9, 120],
  [1000, 120],
])('by default a party of %d stays %d minutes', (partySize, minutes) => {
  expect(stayOf(defaultPolicy, partySize).total('minutes')).toBe(minutes);
});

test('a deposit is paid for each guest, by parties from its size on', () => {
  expect([5, 6, 10].map((partySize) => depositFor(policy, partySize))).toEqual([
    null,
    { amount: 12_000, currency: 'EUR' },
    { amount: 20_000, currency: 'EUR' },
  ]);
  expect(depositFor(defaultPolicy, 1000)).toBeNull();
});

test('a deposit is a number that can be counted, however many would come', () => {
  const dear = policyAfter(policy, deposit(1, Number.MAX_SAFE_INTEGER));

  expect(depositFor(dear, 2 ** 31 - 1)).toEqual({ amount: Number.MAX_SAFE_INTEGER, currency: 'EUR' });
});
