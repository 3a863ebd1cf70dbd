import { startLoop } from '../../workers/loop.ts';
import type { ConsumeOptions } from '../bus.ts';
import type { Append } from './append.ts';
import { consumerWork } from './consumer-work.ts';
import { type EventLog, pollMs } from './event-log.ts';

/**
 * Works a stream off for a durable consumer while this process holds the consumer's lock; stands by otherwise. What
 * was handled since the floor was last saved is handled again after a crash.
 */
export function consumeStream(eventLog: EventLog, append: Append, stream: string, options: ConsumeOptions): AsyncDisposable {
  const { session, bells, clock, log } = eventLog;
  const name = `consumer ${stream} ${options.durable}`;
  const work = consumerWork(eventLog, append, stream, options);
  let alarm: NodeJS.Timeout | undefined;

  const loop = startLoop({
    name,
    everyMs: pollMs,
    log,
    run: async (signal) => {
      const lock = await session.lock(name, work);
      if (lock === 'taken') return false;
      if (lock === 'won') await work.resume();
      const more = await work.round(signal);
      clearTimeout(alarm);
      if (work.dueAt() < Infinity) alarm = setTimeout(loop.ring, Math.max(0, work.dueAt() - clock.now().epochMilliseconds));
      return more;
    },
  });
  const listening = bells.on(stream, loop.ring);

  return {
    [Symbol.asyncDispose]: async () => {
      listening[Symbol.dispose]();
      await loop[Symbol.asyncDispose]();
      clearTimeout(alarm);
      await session.unlock(name, work, stream);
    },
  };
}
