import type { GivenUp } from '../bus.ts';
import type { ConsumerPorts } from './act.ts';

/** Sets an event aside for its consumer, as one that was never attempted; answers false when it is gone. */
export async function retryEvent(
  { store, clock }: Pick<ConsumerPorts, 'store' | 'clock'>,
  { stream, durable, sequence, eventId }: GivenUp,
): Promise<boolean> {
  const stored = await store.find(stream, sequence);
  if (stored?.event.id !== eventId) return false;
  await store.setAside({ stream, durable }, { sequence, attempts: 0, dueAt: clock.now().round('millisecond') });
  return true;
}
