import { textScalar } from './text-scalar.ts';

/** A moment: given with an offset it is the same everywhere, without one it is read off the venue's clock. */
export type VenueDateTime = { readonly instant: Temporal.Instant } | { readonly local: Temporal.PlainDateTime };

/** RFC 3339 (section 5.6) instant; the first years are left out, as PostgreSQL has no year 0 to shift them into. */
export const dateTime = textScalar({
  name: 'DateTime',
  expects: 'an RFC 3339 instant such as 2026-05-01T17:30:00Z',
  pattern: /^(?!000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
  parse: (text) => Temporal.Instant.from(text),
});

/** Calendar day of RFC 3339 (`full-date`). */
export const date = textScalar({
  name: 'Date',
  expects: 'a calendar day such as 2026-05-01',
  pattern: /^(?!000)\d{4}-\d\d-\d\d$/,
  parse: (text) => Temporal.PlainDate.from(text),
});

/** Wall-clock time to the minute, kept as text. */
export const localTime = textScalar({
  name: 'LocalTime',
  expects: 'a wall-clock time such as 19:30',
  pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
  parse: (text) => text,
});

/** Input only: who reads it knows the venue's zone. Seconds may be left out. */
export const venueDateTime = textScalar<VenueDateTime>({
  name: 'VenueDateTime',
  expects: 'an instant such as 2026-05-01T19:30:00+02:00, or a wall-clock time of the venue such as 2026-05-01T19:30',
  pattern: /^(?!000)\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/,
  parse: (text) =>
    /(Z|[+-]\d\d:\d\d)$/.test(text)
      ? { instant: Temporal.Instant.from(text) }
      : { local: Temporal.PlainDateTime.from(text) },
});

/** IANA zone in its usual spelling; fixed offsets are none. */
export const timeZone = textScalar({
  name: 'TimeZone',
  expects: 'an IANA zone such as Europe/Berlin',
  pattern: /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/,
  parse: (text) => new Temporal.ZonedDateTime(0n, text).timeZoneId,
});

/** ISO 8601 duration. */
export const duration = textScalar({
  name: 'Duration',
  expects: 'an ISO 8601 duration such as PT90M',
  pattern: /^-?P(?=.)[0-9YMWDTHS.]{1,40}$/,
  parse: (text) => Temporal.Duration.from(text),
});
