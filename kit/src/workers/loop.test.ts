import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { startLoop } from './loop.ts';

const aLongTimeMs = 60_000;

/** A log and the lines it was given. */
function readableLog() {
  const lines: string[] = [];
  return {
    lines,
    log: openLog({ name: 'test', level: 'warn', destination: { write: (line) => void lines.push(line) } }),
  };
}

test('the first round begins at once, and the next after the rest or at a ring', async () => {
  let rounds = 0;
  await using loop = startLoop({
    name: 'count',
    everyMs: aLongTimeMs,
    log: readableLog().log,
    run: async () => void (rounds += 1),
  });
  await expect.poll(() => rounds).toBe(1);

  loop.ring();

  await expect.poll(() => rounds).toBe(2);
});

test('a ring during a round makes another one follow', async () => {
  const gate = Promise.withResolvers<void>();
  let rounds = 0;
  const run = async () => {
    rounds += 1;
    await gate.promise;
  };
  await using loop = startLoop({ name: 'count', everyMs: aLongTimeMs, log: readableLog().log, run });
  using _opened = { [Symbol.dispose]: gate.resolve };

  loop.ring();
  gate.resolve();

  await expect.poll(() => rounds).toBe(2);
});

test('rounds with more to do follow each other without rest, and never run side by side', async () => {
  let rounds = 0;
  let running = 0;
  let most = 0;
  const run = async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    rounds += 1;
    return rounds < 100;
  };

  await using loop = startLoop({ name: 'count', everyMs: aLongTimeMs, log: readableLog().log, run });
  loop.ring();

  await expect.poll(() => rounds).toBe(101);
  expect(most).toBe(1);
});

test('a failing round is logged and tried again after growing pauses that rings do not end', async () => {
  const { log, lines } = readableLog();
  const began: number[] = [];
  const run = async () => {
    began.push(performance.now());
    if (began.length <= 4) throw new Error(`failure ${began.length}`);
  };

  await using loop = startLoop({ name: 'fail', everyMs: aLongTimeMs, log, run });
  await expect
    .poll(() => {
      loop.ring();
      return began.length;
    })
    .toBeGreaterThan(4);

  const pauses = began.slice(1, 5).map((each, index) => each - (began[index] ?? 0));
  expect(pauses.map((pause, index) => pause > 49 * 2 ** (index + 1))).toEqual([true, true, true, true]);
  expect(lines).toHaveLength(4);
  expect(JSON.parse(lines[2] ?? '')).toMatchObject({ worker: 'fail', failures: 3, err: { message: 'failure 3' } });
});

test('disposing tells the round in hand and waits for its end; none begins after that', async () => {
  const gate = Promise.withResolvers<void>();
  let rounds = 0;
  let told: AbortSignal | undefined;
  const run = async (signal: AbortSignal) => {
    rounds += 1;
    told = signal;
    await gate.promise;
    return true;
  };
  const loop = startLoop({ name: 'last', everyMs: 1, log: readableLog().log, run });
  const order: string[] = [];

  const disposed = loop[Symbol.asyncDispose]().then(() => order.push('disposed'));
  expect(told?.aborted).toBe(true);
  order.push('round ends');
  gate.resolve();
  await disposed;

  expect(order).toEqual(['round ends', 'disposed']);
  expect(rounds).toBe(1);
});
