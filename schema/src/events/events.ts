import { bookingEvents, bookingSnapshot } from './booking.ts';
import { deadLetter } from './dead-letter.ts';
import { identityErased, identityExportRequested, identityRevoked } from './identity.ts';
import { mailPasswordReset, mailWithdrawn } from './mail.ts';
import { personalDataAnswered } from './personal-data.ts';
import { issMoved, sourceChanged, visiblePassSoon } from './space-data.ts';
import { readingsReceived } from './telemetry.ts';
import { venueSnapshot } from './venue.ts';

/** Every event there is. */
export const publishedEvents = [
  venueSnapshot,
  ...bookingEvents,
  bookingSnapshot,
  identityRevoked,
  identityExportRequested,
  identityErased,
  personalDataAnswered,
  mailPasswordReset,
  mailWithdrawn,
  readingsReceived,
  issMoved,
  visiblePassSoon,
  sourceChanged,
  deadLetter,
] as const;
