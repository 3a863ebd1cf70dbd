import type { Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { type Action, allowedActions } from '../domain/permission.ts';
import type { Policy } from '../domain/policy.ts';
import { roleOf } from './access.ts';

/** What the caller may do next with a booking. */
export const allowedActionsOf = ({ principal, clock }: Scope, booking: Booking, policy: Policy): Action[] =>
  principal.scopes.includes('bookings:write')
    ? allowedActions(booking, policy, roleOf(principal, booking), clock.now())
    : [];
