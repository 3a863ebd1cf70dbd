import { GraphQLError } from 'graphql';

/** How HTTP says that somebody is not let in. */
interface HttpRefusal {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}

/** Somebody is not let in; Apollo and other routes say so with this status and these headers. */
export class NotLetIn extends GraphQLError {
  readonly http: HttpRefusal;

  constructor(
    message: string,
    http: HttpRefusal,
    { cause, ...extensions }: { code: string; cause?: Error; details?: object },
  ) {
    super(message, { originalError: cause ?? null, extensions: { ...extensions, http } });
    this.http = http;
  }
}

/** How a credential was shown. */
export type Scheme = 'Bearer' | 'Basic';

const challenges: Record<Scheme, string> = {
  Bearer: 'Bearer error="invalid_token"',
  Basic: 'Basic realm="constellation", charset="UTF-8"',
};

/** Credentials that are not good; what is wrong with them is for the log. */
export class Unauthenticated extends NotLetIn {
  constructor(cause: string, scheme: Scheme = 'Bearer') {
    super(
      'Who asks is not known: the credential is malformed, expired, revoked or not from here',
      { status: 401, headers: new Map([['www-authenticate', challenges[scheme]]]) },
      { code: 'UNAUTHENTICATED', cause: new Error(cause) },
    );
  }
}

/** A password that may not be tried before an instant, as too many others have been. */
export const tooManyAttempts = (until: Temporal.Instant, now: Temporal.Instant): NotLetIn =>
  new NotLetIn(
    'Too many attempts have failed; wait',
    { status: 429, headers: new Map([['retry-after', String(secondsUntil(until, now))]]) },
    { code: 'TOO_MANY_ATTEMPTS', details: { until: until.toString() } },
  );

const secondsUntil = (until: Temporal.Instant, now: Temporal.Instant) =>
  Math.max(1, Math.ceil((until.epochMilliseconds - now.epochMilliseconds) / 1_000));

/** Nobody can say at the moment whether a credential is good. */
export const cannotTell = (cause: unknown): NotLetIn =>
  new NotLetIn(
    'Who asks cannot be found out at the moment',
    { status: 503, headers: new Map() },
    { code: 'SUBGRAPH_UNAVAILABLE', ...(cause instanceof Error && { cause }) },
  );
