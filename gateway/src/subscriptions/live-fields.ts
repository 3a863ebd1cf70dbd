import { bookingStatusChanged } from './booking-status-changed.ts';
import { issMoved } from './iss-moved.ts';
import type { LiveField } from './live-field.ts';
import { readingReceived } from './reading-received.ts';
import { visiblePassSoon } from './visible-pass-soon.ts';

/** Every field of Subscription that the gateway answers from the event streams. */
export const liveFields: readonly LiveField[] = [bookingStatusChanged, readingReceived, issMoved, visiblePassSoon];
