import { Refusal } from '@constellation/kit/refusal';
import { expect, test } from 'vitest';
import { type Command, isOver, next, type Status, statusAt, transitions } from './lifecycle.ts';

/**
 * Rows: what is done. Columns: where the booking stands. Cells: where it stands then; `=` it stands there already and
 * nothing happens, `no` it is refused, `late` it is refused because the hold has lapsed.
 */
const table = `
  .           REQUESTED  HELD             PENDING_PAYMENT  CONFIRMED  SEATED    FINISHED  NO_SHOW  CANCELLED  EXPIRED    REJECTED
  hold        HELD       =                no               no         no        no        no       no         late       no
  reject      REJECTED   no               no               no         no        no        no       no         late       =
  extend      no         =                no               no         no        no        no       no         late       no
  release     =          REQUESTED        HELD             no         no        no        no       no         late       no
  pay         no         PENDING_PAYMENT  =                no         no        no        no       no         late       no
  paid        no         no               CONFIRMED        =          no        no        no       no         late       no
  paidLate    no         no               no               =          no        no        no       no         CONFIRMED  no
  confirm     no         CONFIRMED        no               =          no        no        no       no         late       no
  change      no         no               no               =          no        no        no       no         late       no
  seat        no         no               no               SEATED     =         no        SEATED   no         late       no
  finish      no         no               no               no         FINISHED  =         no       no         late       no
  markNoShow  no         no               no               NO_SHOW    no        no        =        no         late       no
  cancel      CANCELLED  CANCELLED        CANCELLED        CANCELLED  no        no        no       =          late       no
  lapse       EXPIRED    EXPIRED          EXPIRED          no         no        no        no       no         =          no
`;

const [[, ...columns] = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const statuses = columns.filter((word): word is Status => Object.hasOwn(transitions, word));
const commands = new Set(Object.values(transitions).flatMap((steps) => Object.keys(steps)));
const isCommand = (word: string | undefined): word is Command => word !== undefined && commands.has(word);

const at = Temporal.Instant.from('2026-05-01T10:00:00Z');
const secondsFromNow = (seconds: number) => at.add({ seconds });

function outcomeOf(status: Status, command: Command): string {
  try {
    const following = next({ status }, command, at);
    return following === status ? '=' : following;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'HOLD_EXPIRED' ? 'late' : 'no';
  }
}

test('the table speaks of every status and every command', () => {
  expect(new Set(statuses)).toEqual(new Set(Object.keys(transitions)));
  expect(new Set(rows.map(([command]) => command))).toEqual(commands);
});

test.each(rows)('%s leads where the table says', (command, ...cells) => {
  if (!isCommand(command)) throw new Error(`The table has no command ${command}`);

  const outcomes = statuses.map((status) => outcomeOf(status, command));

  expect(outcomes).toEqual(cells);
});

test('a refusal says where the booking stands', () => {
  const attempt = () => next({ status: 'CANCELLED' }, 'confirm', at);

  expect(attempt).toThrow(
    expect.objectContaining({
      code: 'WRONG_STATUS',
      message: 'A booking that is CANCELLED cannot be confirmed',
      details: { status: 'CANCELLED' },
    }),
  );
});

test('a hold can be confirmed until right before its last instant', () => {
  const hold = { status: 'HELD', lapsesAt: at.add({ nanoseconds: 1 }) } as const;

  expect(next(hold, 'confirm', at)).toBe('CONFIRMED');
});

test.each([0, 1, 3600])(
  '%d seconds after its last instant a hold is as good as expired, written down or not',
  (seconds) => {
    const hold = { status: 'HELD', lapsesAt: secondsFromNow(-seconds) } as const;

    const attempts = (['confirm', 'cancel', 'extend'] as const).map((command) => () => next(hold, command, at));

    for (const attempt of attempts) expect(attempt).toThrow(expect.objectContaining({ code: 'HOLD_EXPIRED' }));
    expect(next(hold, 'lapse', at)).toBe('EXPIRED');
  },
);

test('a request lapses by its time, too', () => {
  const request = { status: 'REQUESTED', lapsesAt: at } as const;

  expect(statusAt(request, at.subtract({ nanoseconds: 1 }))).toBe('REQUESTED');
  expect(statusAt(request, at)).toBe('EXPIRED');
});

test('what is confirmed lapses no more', () => {
  const confirmed = { status: 'CONFIRMED', lapsesAt: secondsFromNow(-60) } as const;

  expect(next(confirmed, 'cancel', at)).toBe('CANCELLED');
});

test('bookings that are over have no place any more', () => {
  expect(statuses.filter(isOver)).toEqual(['FINISHED', 'NO_SHOW', 'CANCELLED', 'EXPIRED', 'REJECTED']);
});
