import type { Bus } from '../bus/bus.ts';

export type Publish = Bus['publish'];

/** A bus whose publishing goes through a test's hands. */
export interface DisturbedBus {
  readonly bus: Bus;
  /** The ids of the events that were handed to the log, repetitions included. */
  readonly handed: readonly string[];
}

export function disturbedBus(bus: Bus, disturb: (publish: Publish) => Publish): DisturbedBus {
  const handed: string[] = [];
  const publish: Publish = (stream, messages) => {
    handed.push(...messages.map(({ event }) => event.id));
    return bus.publish(stream, messages);
  };
  return { bus: { ...bus, publish: disturb(publish) }, handed };
}
