import { bookingStatusChanged } from './booking-status-changed.ts';
import type { LiveField } from './live-field.ts';

/** Every field of Subscription that the gateway answers from the event streams. */
export const liveFields: readonly LiveField[] = [bookingStatusChanged];
