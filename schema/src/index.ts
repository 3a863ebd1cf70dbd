export type { CloudEvent } from './cloud-event.ts';
export { type ErrorCode, type ErrorDefinition, errorCatalogue } from './errors.ts';
export {
  type BookingChangeData,
  bookingAttentionChanged,
  bookingCancelled,
  bookingConfirmed,
  bookingEvents,
  bookingExpired,
  bookingFinished,
  bookingHeld,
  bookingHoldExtended,
  bookingNoShow,
  bookingRejected,
  bookingRequested,
  bookingRescheduled,
  bookingSeated,
  bookingSnapshot,
} from './events/booking.ts';
export { deadLetter } from './events/dead-letter.ts';
export { defineEvent, type EventContract, type PublishedEvent, parseEvent } from './events/event-contract.ts';
export {
  identityErased,
  identityExportRequested,
  type IdentityRevokedData,
  identityRevoked,
  type PersonalDataJobData,
  secretRevoked,
} from './events/identity.ts';
export { mailPasswordReset, mailWithdrawn } from './events/mail.ts';
export { personalDataAnswered } from './events/personal-data.ts';
export {
  issMoved,
  type IssMovedData,
  sourceChanged,
  type SourceChangedData,
  visiblePassSoon,
  type VisiblePassSoonData,
} from './events/space-data.ts';
export { readingsReceived, type ReadingsReceivedData } from './events/telemetry.ts';
export { type VenueSnapshotData, venueSnapshot } from './events/venue.ts';
export { type Right, rightsIn } from './rights.ts';
export { scalars } from './scalars/scalars.ts';
export type { VenueDateTime } from './scalars/time.ts';
export { type SubgraphName, sdl, subgraphNames, supergraphPath } from './sdl.ts';
export { type StreamDefinition, type StreamName, streams } from './streams.ts';
export { forEachSubgraph, type ServedSubgraph, servedSubgraphs } from './subgraphs.ts';
