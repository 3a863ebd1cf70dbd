import { type Movement, movementBetween, type Sighting } from '../domain/movement.ts';

/** How a satellite moved between its two newest observations, the older one first; undefined of fewer. */
export function showMovement([earlier, later]: readonly Sighting[]): Movement | undefined {
  return earlier && later && movementBetween(earlier, later);
}
