import type { Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import type { Transition } from '../data/transitions.queries.ts';
import { actorOf, roleOf } from './access.ts';

/** One step of a booking's life, as somebody may see it. */
export interface ShownTransition extends Pick<Transition, 'from' | 'to' | 'at' | 'reason' | 'actor'> {}

/** The steps of a booking's life: to the venue's staff with whoever did them and their words, to others only with their own. */
export function showHistory({ principal }: Scope, booking: Booking, steps: readonly Transition[]): ShownTransition[] {
  const isStaff = roleOf(principal, booking) === 'STAFF';
  const self = actorOf(principal);
  return steps.map(({ from, to, at, reason, words, actor }) => {
    const isShown = isStaff || actor === self;
    return { from, to, at, reason: reason ?? (isShown ? words : null), actor: isShown ? actor : null };
  });
}
