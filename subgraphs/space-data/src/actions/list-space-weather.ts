import type { Scope } from '@constellation/kit';
import { eventsIn, type KeptEvent, type SpaceWeatherKind } from '../data/space-weather.queries.ts';
import { acceptWindow, type Window } from '../domain/window.ts';

interface Asked extends Window {
  readonly kinds?: readonly SpaceWeatherKind[] | null;
}

/**
 * What began on the Sun, or around the Earth for its sake, the newest first; of some kinds if they are told.
 * @throws Refusal BAD_USER_INPUT for more than 31 days, or a stretch that ends before it begins.
 */
export async function listSpaceWeather({ em }: Scope, { kinds, ...window }: Asked): Promise<KeptEvent[]> {
  return eventsIn(em, acceptWindow(window, { days: 31 }), kinds ?? undefined);
}
