import type { Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { advance } from './advance.ts';

/** Notes that a party did not come and frees its tables. Refused with NOT_FOUND, FORBIDDEN, WRONG_STATUS, TOO_EARLY or TOO_LATE. */
export const markNoShow = (scope: Scope, { id }: { readonly id: string }): Promise<Booking> =>
  advance(scope, { id, command: 'markNoShow' });
