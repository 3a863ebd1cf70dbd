import { isId, type Principal, Refusal, type Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { type BookingKey, findBooking } from '../data/booking.queries.ts';
import { normaliseReference } from '../domain/reference.ts';
import { roleOf } from './access.ts';

export interface BookingArguments {
  readonly id?: string | null;
  readonly reference?: string | null;
  readonly serial?: number | null;
}

/** The booking that one of the arguments names, if the caller may see one. Refused with BAD_USER_INPUT unless exactly one is given. */
export async function lookUpBooking({ em, principal }: Scope, given: BookingArguments): Promise<Booking | null> {
  const key = onlyKey(given);
  if (!principal.scopes.includes('bookings:read') || ('id' in key && !isId(key.id))) return null;
  return ifTheirs(principal, await findBooking(em, key));
}

/** The booking that the caller has just changed; whether they may read others does not matter. */
export const rereadBooking = async ({ em, principal }: Scope, id: string): Promise<Booking | null> =>
  ifTheirs(principal, await findBooking(em, { id }));

const ifTheirs = (principal: Principal, booking: Booking | null) =>
  booking && roleOf(principal, booking) !== 'NOBODY' ? booking : null;

function onlyKey({ id, reference, serial }: BookingArguments): BookingKey {
  const keys: BookingKey[] = [];
  if (id != null) keys.push({ id });
  if (reference != null) keys.push({ reference: normaliseReference(reference) });
  if (serial != null) keys.push({ serial });
  const [key] = keys;
  if (!key || keys.length > 1)
    throw new Refusal('BAD_USER_INPUT', 'Give exactly one of `id`, `reference` and `serial`');
  return key;
}
