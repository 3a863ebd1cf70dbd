import { readWrittenInstant } from '@constellation/kit/written-instant';
import { isReleasePlace, releasePlace } from './release-place.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const secondsText = /^\d{1,10}(\.\d*)?(e\+?\d{1,2})?$/i;
const american = /^(?<month>\d\d?)\/(?<day>\d\d?)\/(?<year>\d\d|\d{4})$/;
const withName = /^(?<day>\d\d?)-(?<name>[a-z]{3})-(?<year>\d\d|\d{4})$/i;
const mostSeconds = 1e11;

/**
 * When something was released, as OSDR writes it: seconds since 1970, as a number or in text; `2017-08-04`, `8/4/17` or
 * `04-Aug-2017`, the first moment of the day in UTC. Undefined where it is none of these, or of no year that lists can begin behind.
 */
export function readReleaseDate(written: unknown): Temporal.Instant | undefined {
  const at = readDate(written);
  return at && isReleasePlace(releasePlace(at)) ? at : undefined;
}

function readDate(written: unknown): Temporal.Instant | undefined {
  if (typeof written === 'number') return atSecond(written);
  if (typeof written !== 'string') return undefined;
  const text = written.trim();
  if (secondsText.test(text)) return atSecond(Number(text));
  return dayIn(text) ?? readWrittenInstant(text) ?? undefined;
}

const atSecond = (seconds: number) =>
  seconds >= 0 && seconds < mostSeconds
    ? Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1_000))
    : undefined;

function dayIn(text: string): Temporal.Instant | undefined {
  const { year, month, day, name } = (american.exec(text) ?? withName.exec(text))?.groups ?? {};
  if (year === undefined) return undefined;
  const date = {
    year: fullYear(year),
    month: month === undefined ? months.indexOf((name ?? '').toLowerCase()) + 1 : Number(month),
    day: Number(day),
  };
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toZonedDateTime('UTC').toInstant();
  } catch {
    return undefined;
  }
}

/** Of two digits those from 1970 to 2069. */
const fullYear = (text: string) => (text.length === 4 ? Number(text) : ((Number(text) + 30) % 100) + 1970);
