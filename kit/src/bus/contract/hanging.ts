import { streams } from '@constellation/schema';
import { expect, test } from 'vitest';
import type { Stored } from '../bus.ts';
import type { Harness } from './harness.ts';
import { declared, numberOf, publish } from './test-stream.ts';

/** What happens to attempts that do not end. */
export function hanging({ open }: Harness): void {
  test('an attempt that hangs fails at its deadline, of which its signal tells, and those behind it go on', async () => {
    await using bus = await open();
    const stream = await declared(bus);
    await bus.declare(streams);
    const done: number[] = [];
    const signals: AbortSignal[] = [];
    const handle = (stored: Stored, signal: AbortSignal) => {
      if (numberOf(stored) === 1) return new Promise<void>(() => signals.push(signal));
      done.push(numberOf(stored));
      return Promise.resolve();
    };

    const options = { durable: 'hanging', retryDelaysMs: [10], deadlineMs: 50, handle };
    await using _consumer = bus.consume(stream.name, options);
    await publish(bus, stream, 1, 2);

    const letter = () => bus.last('DEAD_LETTERS', `dead.${stream.name}.hanging`);
    await expect.poll(letter).toMatchObject({
      event: { data: { attempts: 2, errorCode: 'DEADLINE_EXCEEDED' } },
    });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    await expect.poll(() => done).toEqual([2]);
  });
}
