import type { Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { advance } from './advance.ts';

/** Ends the stay of a party that is there; its tables are free from now on. Refused with NOT_FOUND, FORBIDDEN or WRONG_STATUS. */
export const finishBooking = (scope: Scope, { id }: { readonly id: string }): Promise<Booking> =>
  advance(scope, { id, command: 'finish' });
