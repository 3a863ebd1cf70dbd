import type { Bus, Message } from '../bus/bus.ts';
import { OutOfTurn } from '../bus/refusals.ts';
import { openScope, type ScopeSource } from '../scope.ts';
import { traceFrom } from '../trace.ts';
import { type Loop, startLoop } from './loop.ts';
import type { Session } from './session.ts';
import type { Broadcast } from './worker.ts';

interface BroadcastOptions {
  readonly source: ScopeSource;
  readonly session: Session;
  readonly bus: Bus;
}

/**
 * Tells of each moment as it begins, in the process that has the lock. The others ask for it at every moment, so that one which
 * dies is replaced by the next.
 */
export const startBroadcast = (
  { name, everyMs, stream, message }: Broadcast,
  { source, session, bus }: BroadcastOptions,
): Loop => {
  const now = () => source.clock.now().epochMilliseconds;
  return startLoop({
    name,
    // A timer may ring a moment too soon.
    everyMs: () => everyMs - (now() % everyMs) + 1,
    log: source.log,
    run: async () => {
      const { outcomes } = await session.lock([`broadcast-${name}`]);
      if (outcomes.includes('taken')) return;
      const momentMs = now();
      const at = Temporal.Instant.fromEpochMilliseconds(momentMs - (momentMs % everyMs));
      const told = await message(openScope(source, traceFrom()), at);
      if (told) await tell(bus, stream, told);
    },
  });
};

/** The log itself refuses who would tell of an older moment: a process that does not know yet that another one leads. */
async function tell(bus: Bus, stream: string, message: Message): Promise<void> {
  const last = await bus.last(stream, message.subject);
  if (last && last.event.version >= message.event.version) return;
  try {
    await bus.publish(stream, [{ ...message, after: last?.sequence ?? 0 }]);
  } catch (error) {
    if (!(error instanceof OutOfTurn)) throw error;
  }
}
