import { Refusal } from '@constellation/kit/refusal';
import { describe, expect, test } from 'vitest';
import { type Command, next, type Status, transitions } from './lifecycle.ts';
import { type Action, allowedActions, extendedUntil, judge, mayDo, type Permissible, type Role } from './permission.ts';
import { defaultPolicy, type Policy } from './policy.ts';

const startsAt = Temporal.Instant.from('2026-05-01T18:00:00Z');
const endsAt = startsAt.add({ minutes: 90 });
const policy: Policy = { ...defaultPolicy, cancelUntilMinutes: 120, noShowAfterMinutes: 20 };
const cutOff = startsAt.subtract({ minutes: 120 });
const nanosecond = { nanoseconds: 1 };

const booking = (given: Partial<Permissible>): Permissible => ({
  status: 'CONFIRMED',
  startsAt,
  endsAt,
  heldAt: null,
  lapsesAt: null,
  total: null,
  ...given,
});

/** What is refused, or that it may be. */
function judgement(attempt: () => unknown): string {
  try {
    attempt();
    return 'may';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const outcomeOf = (command: Command, given: Partial<Permissible>, role: Role, at: Temporal.Instant) =>
  judgement(() => judge(command, booking(given), policy, role, at));

describe('who may do what', () => {
  test.each<[command: Command, owners: boolean]>([
    ['extend', true],
    ['change', true],
    ['confirm', true],
    ['cancel', true],
    ['reject', false],
    ['seat', false],
    ['finish', false],
    ['markNoShow', false],
  ])('%s is for staff, for owners: %s, for nobody else', (command, owners) => {
    expect((['STAFF', 'OWNER', 'NOBODY'] as const).map((role) => mayDo(role, command))).toEqual([true, owners, false]);
  });
});

describe('windows, at their very ends', () => {
  const seatable = startsAt.subtract({ hours: 6 });
  const missed = startsAt.add({ minutes: 20 });
  const forgotten = endsAt.add({ hours: 24 });

  test.each<
    [what: string, command: Command, given: Partial<Permissible>, role: Role, at: Temporal.Instant, outcome: string]
  >([
    ['an owner cancels right at the cut-off', 'cancel', {}, 'OWNER', cutOff, 'may'],
    ['an owner cancels right behind it', 'cancel', {}, 'OWNER', cutOff.add(nanosecond), 'TOO_LATE'],
    ['staff cancels behind it', 'cancel', {}, 'STAFF', endsAt.add({ hours: 24 }), 'may'],
    ['an owner cancels a hold behind it', 'cancel', { status: 'HELD' }, 'OWNER', startsAt, 'may'],
    ['an owner cancels a request behind it', 'cancel', { status: 'REQUESTED' }, 'OWNER', startsAt, 'may'],
    ['an owner changes right at the cut-off', 'change', {}, 'OWNER', cutOff, 'may'],
    ['an owner changes right behind it', 'change', {}, 'OWNER', cutOff.add(nanosecond), 'TOO_LATE'],
    ['staff changes behind it, right at the end', 'change', {}, 'STAFF', endsAt, 'may'],
    ['staff changes right behind the end', 'change', {}, 'STAFF', endsAt.add(nanosecond), 'TOO_LATE'],
    ['a party is seated six hours early', 'seat', {}, 'STAFF', seatable, 'may'],
    ['a party is seated earlier', 'seat', {}, 'STAFF', seatable.subtract(nanosecond), 'TOO_EARLY'],
    ['a party is seated a day behind its end', 'seat', {}, 'STAFF', forgotten, 'may'],
    ['a party is seated later', 'seat', {}, 'STAFF', forgotten.add(nanosecond), 'TOO_LATE'],
    ['a no-show is seated right at its end', 'seat', { status: 'NO_SHOW' }, 'STAFF', endsAt, 'may'],
    ['a no-show is seated behind it', 'seat', { status: 'NO_SHOW' }, 'STAFF', endsAt.add(nanosecond), 'TOO_LATE'],
    ['a party is missed as soon as it counts', 'markNoShow', {}, 'STAFF', missed, 'may'],
    ['a party is missed earlier', 'markNoShow', {}, 'STAFF', missed.subtract(nanosecond), 'TOO_EARLY'],
    ['a party is missed a day behind its end', 'markNoShow', {}, 'STAFF', forgotten, 'may'],
    ['a party is missed later', 'markNoShow', {}, 'STAFF', forgotten.add(nanosecond), 'TOO_LATE'],
  ])('%s', (_, command, given, role, at, outcome) => {
    expect(outcomeOf(command, given, role, at)).toBe(outcome);
  });

  test('a refusal says from when or until when it would do', () => {
    const early = () => judge('seat', booking({}), policy, 'STAFF', seatable.subtract(nanosecond));
    const late = (command: Command, role: Role) => () => judge(command, booking({}), policy, role, forgotten);

    expect(early).toThrow(expect.objectContaining({ details: { from: String(seatable) } }));
    expect(late('cancel', 'OWNER')).toThrow(expect.objectContaining({ details: { until: String(cutOff) } }));
    expect(late('change', 'OWNER')).toThrow(expect.objectContaining({ details: { until: String(cutOff) } }));
    expect(late('change', 'STAFF')).toThrow(expect.objectContaining({ details: { until: String(endsAt) } }));
  });
});

describe('extending a hold', () => {
  const heldAt = startsAt.subtract({ hours: 48 });
  const after = (minutes: number) => heldAt.add({ minutes });
  const hold = (lapsesAfter: number) => booking({ status: 'HELD', heldAt, lapsesAt: after(lapsesAfter) });

  test('a hold gets its full time again, until the cap', () => {
    const ends = [4, 19, 20, 25].map((minutes) => extendedUntil(hold(29), policy, after(minutes)));

    expect(ends).toEqual([after(14), after(29), after(30), after(30)]);
  });

  test.each([
    [10, 0, 'HOLD_LIMIT_REACHED'],
    [10, 1, 'may'],
    [29, 25, 'may'],
    [30, 25, 'HOLD_LIMIT_REACHED'],
    [40, 25, 'HOLD_LIMIT_REACHED'],
  ])('a hold that lapses after %d minutes, extended after %d: %s', (lapsesAfter, minutes, outcome) => {
    expect(outcomeOf('extend', hold(lapsesAfter), 'OWNER', after(minutes))).toBe(outcome);
  });
});

test('a hold with something to pay cannot be confirmed, and says what is due', () => {
  const total = { amount: 4_000, currency: 'EUR' };
  const attempt = () => judge('confirm', booking({ status: 'HELD', total }), policy, 'STAFF', startsAt);

  expect(attempt).toThrow(expect.objectContaining({ code: 'PAYMENT_REQUIRED', details: { amountDue: total } }));
  expect(outcomeOf('confirm', { status: 'HELD' }, 'STAFF', startsAt)).toBe('may');
});

const statuses = (Object.keys(transitions) satisfies string[]).filter((name): name is Status =>
  Object.hasOwn(transitions, name),
);

/** The command behind each action. */
const commands: Readonly<Record<Action, Command>> = {
  EXTEND: 'extend',
  CHANGE: 'change',
  CONFIRM: 'confirm',
  REJECT: 'reject',
  CANCEL: 'cancel',
  SEAT: 'seat',
  FINISH: 'finish',
  MARK_NO_SHOW: 'markNoShow',
};

describe('what callers are offered', () => {
  const dayBefore = startsAt.subtract({ hours: 24 });
  const running = { heldAt: dayBefore, lapsesAt: dayBefore.add({ minutes: 5 }) };
  const offers = (given: Partial<Permissible>, role: Role, at: Temporal.Instant) =>
    allowedActions(booking(given), policy, role, at).join();

  test.each<[given: Partial<Permissible>, at: Temporal.Instant, staff: string, owner: string]>([
    [{ status: 'REQUESTED', lapsesAt: startsAt }, dayBefore, 'REJECT,CANCEL', 'CANCEL'],
    [{ status: 'REQUESTED', lapsesAt: dayBefore }, dayBefore, '', ''],
    [{ status: 'HELD', ...running }, dayBefore, 'EXTEND,CONFIRM,CANCEL', 'EXTEND,CONFIRM,CANCEL'],
    [
      { status: 'HELD', ...running, total: { amount: 1, currency: 'EUR' } },
      dayBefore,
      'EXTEND,CANCEL',
      'EXTEND,CANCEL',
    ],
    [{ status: 'HELD', ...running, lapsesAt: dayBefore }, dayBefore, '', ''],
    [{ status: 'PENDING_PAYMENT' }, dayBefore, 'CANCEL', 'CANCEL'],
    [{}, dayBefore, 'CHANGE,CANCEL', 'CHANGE,CANCEL'],
    [{}, startsAt.subtract({ hours: 3 }), 'CHANGE,CANCEL,SEAT', 'CHANGE,CANCEL'],
    [{}, cutOff, 'CHANGE,CANCEL,SEAT', 'CHANGE,CANCEL'],
    [{}, cutOff.add(nanosecond), 'CHANGE,CANCEL,SEAT', ''],
    [{}, startsAt, 'CHANGE,CANCEL,SEAT', ''],
    [{}, startsAt.add({ minutes: 20 }), 'CHANGE,CANCEL,SEAT,MARK_NO_SHOW', ''],
    [{}, endsAt.add(nanosecond), 'CANCEL,SEAT,MARK_NO_SHOW', ''],
    [{}, endsAt.add({ hours: 24 }), 'CANCEL,SEAT,MARK_NO_SHOW', ''],
    [{}, endsAt.add({ hours: 24, nanoseconds: 1 }), 'CANCEL', ''],
    [{ status: 'SEATED' }, startsAt, 'FINISH', ''],
    [{ status: 'NO_SHOW' }, endsAt, 'SEAT', ''],
    [{ status: 'NO_SHOW' }, endsAt.add(nanosecond), '', ''],
    [{ status: 'FINISHED' }, startsAt, '', ''],
    [{ status: 'CANCELLED' }, startsAt, '', ''],
    [{ status: 'EXPIRED' }, startsAt, '', ''],
    [{ status: 'REJECTED' }, startsAt, '', ''],
  ])('%o at %s: staff %s, owners %s', (given, at, staff, owner) => {
    expect([offers(given, 'STAFF', at), offers(given, 'OWNER', at), offers(given, 'NOBODY', at)]).toEqual([
      staff,
      owner,
      '',
    ]);
  });

  const times = [dayBefore, startsAt.subtract({ hours: 3 }), startsAt, endsAt, endsAt.add({ hours: 48 })];

  test.each(statuses)('what a booking that is %s offers is what its lifecycle and its windows let happen', (status) => {
    const given = booking({ status, heldAt: dayBefore, lapsesAt: startsAt });
    const done = (command: Command, role: Role, at: Temporal.Instant) =>
      mayDo(role, command) &&
      command in transitions[status] &&
      judgement(() => next(given, command, at)) === 'may' &&
      judgement(() => judge(command, given, policy, role, at)) === 'may';

    for (const at of times)
      for (const role of ['STAFF', 'OWNER', 'NOBODY'] as const) {
        const possible = Object.entries(commands).filter(([, command]) => done(command, role, at));
        expect(allowedActions(given, policy, role, at)).toEqual(possible.map(([action]) => action));
      }
  });
});
