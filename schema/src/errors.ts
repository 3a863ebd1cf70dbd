import { type ServedSubgraph, servedSubgraphs as everySubgraph } from './subgraphs.ts';

/** Where an error may come from. */
export type ErrorSource = 'gateway' | ServedSubgraph;

/**
 * One code clients can rely on. A `refusal` is a `UserError` in a mutation's payload; a `graphql` code stands in
 * `extensions.code` of a GraphQL error; a `close` code is the reason given when a WebSocket is closed.
 */
export interface ErrorDefinition {
  readonly kind: 'refusal' | 'graphql' | 'close';
  /** Where else it may stand. */
  readonly also?: 'graphql';
  readonly meaning: string;
  readonly raisedBy: readonly ErrorSource[];
}

const refusal = <const Source extends ErrorSource>(meaning: string, ...raisedBy: readonly Source[]) =>
  ({ kind: 'refusal', meaning, raisedBy }) as const;

const graphql = <const Source extends ErrorSource>(meaning: string, ...raisedBy: readonly Source[]) =>
  ({ kind: 'graphql', meaning, raisedBy }) as const;

const close = <const Source extends ErrorSource>(meaning: string, ...raisedBy: readonly Source[]) =>
  ({ kind: 'close', meaning, raisedBy }) as const;

/** Those that can be told to change something. */
const withMutations = ['venue', 'booking', 'identity', 'telemetry', 'space-data'] as const;

/** Every published code. The set grows: a client treats an unknown one as a refusal or a failure. */
export const errorCatalogue = {
  NOT_FOUND: refusal('There is nothing with this id.', ...withMutations),
  FORBIDDEN: {
    ...refusal(
      'The caller may not do this. On a field: may not see it; `details.missing` lists scopes, of each group one is needed.',
      ...withMutations,
      'gateway',
    ),
    also: 'graphql',
  },
  INVALID_INPUT: refusal(
    'A value of the input is missing, malformed or out of range; `path` leads to it.',
    ...withMutations,
  ),
  IDEMPOTENCY_MISMATCH: refusal('The idempotency key was used before, with another input.', ...withMutations),

  SLUG_TAKEN: refusal('Another venue has this slug.', 'venue'),
  DUPLICATE_LABEL: refusal('Two tables of the room would have the same label.', 'venue'),
  OVERLAPPING_HOURS: refusal('Two stretches of opening hours overlap.', 'venue'),
  ROOM_RETIRED: refusal('The room is out of use for good.', 'venue'),
  HAS_FUTURE_BOOKINGS: refusal(
    'A table that would be retired has bookings to come: move them, or give `force`.',
    'venue',
  ),
  STALE_VERSION: refusal(
    'It was changed since the version you expected: read it again.',
    'venue',
    'booking',
    'telemetry',
  ),

  TABLE_TAKEN: refusal('Another booking has one of the tables at that time, or its party still sits there.', 'booking'),
  PARTY_TOO_SMALL: refusal('The party is smaller than the tables are meant for.', 'booking'),
  PARTY_TOO_LARGE: refusal('The party does not fit at the tables.', 'booking'),
  NO_COMBINATION: refusal('No declared combination of tables serves the party.', 'booking'),
  PACING: refusal('As many parties as the venue takes at once arrive at that time.', 'booking'),
  CLOSED: refusal('The venue is not open for the whole time.', 'booking'),
  VENUE_CLOSED: refusal('The venue has closed for good.', 'booking'),
  PAST: refusal('The time is over.', 'booking'),
  NONEXISTENT_TIME: refusal("The venue's clocks skip this time.", 'booking'),
  AMBIGUOUS_TIME: refusal("The venue's clocks show this time twice: give it with an offset.", 'booking'),
  HOLD_EXPIRED: refusal('The hold has lapsed.', 'booking'),
  HOLD_LIMIT_REACHED: refusal('The hold cannot be extended any further.', 'booking'),
  PAYMENT_REQUIRED: refusal('The booking has to be paid for first.', 'booking'),
  TOO_EARLY: refusal('The time for this has not come yet; `details.from` is when it does.', 'booking', 'space-data'),
  TOO_LATE: refusal('The time for this is over; `details.until` is when it ended.', 'booking'),
  WRONG_STATUS: refusal("The booking's status does not allow it.", 'booking'),

  DEVICE_DECOMMISSIONED: refusal('The device is out of use for good.', 'telemetry'),

  SOURCE_NOT_CONFIGURED: refusal('The source is not asked here, or has no key.', 'space-data'),

  EMAIL_TAKEN: refusal('Somebody has an account with this e-mail address, or with one that looks like it.', 'identity'),
  INVALID_CREDENTIALS: refusal(
    'The e-mail address or the password, or the key or the secret, is wrong.',
    'identity',
    'telemetry',
  ),
  TOO_MANY_ATTEMPTS: {
    ...refusal(
      'Too many sign-ins have failed, or requests with a password (429), or too many sign-ups or exports were asked for; `details.until` is when the next may be tried.',
      'identity',
      'gateway',
    ),
    also: 'graphql',
  },
  BUSY: {
    ...refusal(
      'So many passwords wait to be tried or kept, or so much of the sky to be computed, that this is not done: try again in a few seconds.',
      'identity',
      'space-data',
    ),
    also: 'graphql',
  },
  SIGN_IN_ELSEWHERE: refusal(
    'People sign in at another issuer, and have neither sessions nor passwords here; `details.issuer` is its address.',
    'identity',
  ),
  SESSION_ENDED: refusal('The session is over, or the refresh token was used before: sign in again.', 'identity'),
  LAST_ADMIN: refusal('The platform would have no administrator left.', 'identity'),
  RESET_TOKEN_INVALID: refusal(
    'The token from the mail is unknown, used, older than an hour or void: ask for another mail.',
    'identity',
  ),
  RECENT_SIGN_IN_REQUIRED: refusal(
    'This cannot be undone: it is for who has signed in within the last 15 minutes.',
    'identity',
  ),
  CONFIRMATION_REQUIRED: refusal('This cannot be undone: it has to be confirmed.', 'identity'),
  MEMBER_ELSEWHERE: refusal('The user is a member of another partner, and can be of one only.', 'identity'),

  BAD_USER_INPUT: graphql(
    'An argument or a variable has no acceptable value; the message says what is expected.',
    'gateway',
    ...everySubgraph,
  ),
  UNAUTHENTICATED: graphql(
    'What says who asks is missing where it is needed, malformed, expired, revoked or not from here (401): sign in, or get a new token.',
    'gateway',
    ...everySubgraph,
  ),
  BAD_REQUEST: graphql('The request cannot be served this way; the message says which way it can.', 'gateway'),
  PAYLOAD_TOO_LARGE: graphql('The request is longer than any sensible one.', 'gateway'),
  UNSUPPORTED_MEDIA_TYPE: graphql('The body is not JSON.', 'gateway'),
  GRAPHQL_PARSE_FAILED: graphql('The document is not GraphQL.', 'gateway'),
  GRAPHQL_VALIDATION_FAILED: graphql('The document does not fit the schema.', 'gateway'),
  OPERATION_RESOLUTION_FAILURE: graphql(
    'The document has no operation of that name, or several and no name was given.',
    'gateway',
  ),
  PERSISTED_QUERY_NOT_SUPPORTED: graphql('Documents are not kept by hash here.', 'gateway'),
  SUBGRAPH_UNAVAILABLE: graphql('A part of the graph does not answer; its fields are null.', 'gateway'),
  DEADLINE_EXCEEDED: graphql('The answer took too long and was given up.', 'gateway'),
  INTERNAL_SERVER_ERROR: graphql(
    'Something went wrong on our side; the trace id finds it in the logs.',
    'gateway',
    ...everySubgraph,
  ),

  EXPORT_NOT_READY: graphql('Not every part of the graph has answered yet (409): ask again later.', 'gateway'),
  EXPORT_EXPIRED: graphql('The export was kept for seven days, which are over (410): request another.', 'gateway'),
  CURSOR_EXPIRED: graphql(
    'Events behind the cursor are gone: read the state anew, then subscribe without it or with a newer one.',
    'gateway',
  ),
  NO_SOCKET_FREE: graphql(
    'No socket is opened: the address has as many as it may (429), or the gateway has or is closing (503); try again later.',
    'gateway',
  ),
  SLOW_CONSUMER: close('Events were not read fast enough (1013); connect again.', 'gateway'),
  ACCESS_EXPIRED: close(
    'The time of the token that the socket showed is over (4403); connect with a new one.',
    'gateway',
  ),
  ACCESS_REVOKED: close('The session or key that the socket showed has ended (4403); sign in again.', 'gateway'),
  ACCESS_CHANGED: close(
    'Roles or password of the account are others now, or it is gone (4403); connect with a new token, or sign in again.',
    'gateway',
  ),
} as const satisfies Record<string, ErrorDefinition>;

/** Any published code. */
export type ErrorCode = keyof typeof errorCatalogue;
