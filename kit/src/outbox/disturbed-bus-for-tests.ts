import type { Bus } from '../bus/bus.ts';
import { newId } from '../identifier.ts';

export type Publish = Bus['publish'];

/** A bus whose publishing goes through a test's hands. */
export interface DisturbedBus {
  readonly bus: Bus;
  /** The ids of the events that were handed to the log, repetitions included. */
  readonly handed: readonly string[];
}

/** To the log every event is a new one each time, as if no repetition were recognised any more. */
export function disturbedBus(bus: Bus, disturb: (publish: Publish) => Publish): DisturbedBus {
  const handed: string[] = [];
  const publish: Publish = (stream, messages, epoch) => {
    handed.push(...messages.map(({ event }) => event.id));
    const strangers = messages.map((message) => ({ ...message, event: { ...message.event, id: newId() } }));
    return bus.publish(stream, strangers, epoch);
  };
  return { bus: { ...bus, publish: disturb(publish) }, handed };
}
