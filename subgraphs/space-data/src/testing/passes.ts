import type { MeanElements } from '../domain/elements.ts';
import { openTasks } from '../outside/tasks.ts';

/** Where and when a satellite is to be seen. */
export interface SeenFrom {
  readonly place: { readonly latitude: number; readonly longitude: number; readonly elevation: number };
  readonly rise: Temporal.Instant;
  readonly culmination: Temporal.Instant;
  readonly visibleFrom: Temporal.Instant;
  readonly visibleTo: Temporal.Instant;
}

const { track, passes } = openTasks();

/** When a satellite culminates above a place within half a revolution of an instant. */
export function culminationNear(elements: MeanElements, place: SeenFrom['place'], at: Temporal.Instant) {
  const around = { from: at.subtract({ minutes: 45 }).toString(), to: at.add({ minutes: 45 }).toString() };
  return passes({ elements, place, minElevation: 10, ...around })[0]?.culmination.at;
}

/**
 * The first pass that can be seen from somewhere below the way of a satellite, more than half an hour from now and for a
 * minute at least: whatever the season, there is a place with one within a few revolutions.
 */
export function nextSeen(elements: MeanElements, now: Temporal.Instant): SeenFrom {
  const window = { from: now.add({ minutes: 30 }).toString(), to: now.add({ hours: 12 }).toString() };
  for (const { at, latitude, longitude } of track({ elements, ...window, stepMs: 60_000 })) {
    const place = { latitude: Math.round(latitude), longitude: Math.round(longitude), elevation: 0 };
    const around = { from: at.toString(), to: at.add({ seconds: 1 }).toString() };
    for (const { rise, culmination, visibleFrom, visibleTo } of passes({
      elements,
      place,
      minElevation: 10,
      ...around,
    }))
      if (visibleFrom && visibleTo && visibleTo.since(visibleFrom).total('seconds') > 60)
        return { place, rise: rise.at, culmination: culmination.at, visibleFrom, visibleTo };
  }
  throw new Error('Nothing is to be seen from anywhere');
}
