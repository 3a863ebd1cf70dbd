import type { Scope } from '@constellation/kit';
import { acceptPlace, type Place } from '../domain/place.ts';
import { acceptWindow, type Window } from '../domain/window.ts';
import type { Computation } from '../outside/computation.ts';

/** Whose sky it is, and by which calendar. */
export interface PlaceAndZone {
  readonly place: Place;
  readonly timeZone: string;
}

type GivenPlace = Parameters<typeof acceptPlace>[0];

/**
 * The sky above a place.
 * @throws Refusal BAD_USER_INPUT for a place that is not on Earth.
 */
export const skyOver = (location: GivenPlace, timeZone: string): PlaceAndZone => ({
  place: acceptPlace(location),
  timeZone,
});

/** What the Sun does on a day. */
export async function showSun(computation: Computation, sky: PlaceAndZone, date: Temporal.PlainDate) {
  const times = await computation.run('sun', { ...sky, date: date.toString() });
  return { ...times, date };
}

/** The Moon, now unless told otherwise. */
export const showMoon = (computation: Computation, { clock }: Scope, sky: PlaceAndZone, at?: Temporal.Instant | null) =>
  computation.run('moon', { ...sky, at: (at ?? clock.now()).toString() });

/** Where Sun, Moon and planets stand, now unless told otherwise. */
export const showBodies = (
  computation: Computation,
  { clock }: Scope,
  { place }: PlaceAndZone,
  at?: Temporal.Instant | null,
) => computation.run('bodies', { place, at: (at ?? clock.now()).toString() });

/**
 * Eclipses as a place has them.
 * @throws Refusal BAD_USER_INPUT for more than ten years, or a stretch that ends before it begins.
 */
export async function listLocalEclipses(computation: Computation, { place }: PlaceAndZone, window: Window) {
  const { from, to } = acceptWindow(window, { years: 10 });
  return computation.run('localEclipses', { place, from: from.toString(), to: to.toString() });
}
