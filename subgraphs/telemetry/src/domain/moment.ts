/** A moment to the microsecond that is kept: microseconds since 1970, as there are many to read and compare. */
export type Microseconds = number;

const pattern =
  /^(?!000)(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d{1,9}))?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** The moment that an RFC 3339 text names, what is finer left away; undefined where it names none. */
export function momentIn(text: string): Microseconds | undefined {
  const [, year, month, day, , fraction = ''] = pattern.exec(text) ?? [];
  if (year === undefined || Number(day) > daysIn(Number(year), Number(month)) || day === '00') return undefined;
  const milliseconds = Date.parse(fraction === '' ? text : text.replace(`.${fraction}`, ''));
  return milliseconds * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** Of a month from 1 to 12; a month that does not exist has none. */
const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** An instant as a moment, what is finer left away. */
export const momentOf = (instant: Temporal.Instant): Microseconds => Number(instant.epochNanoseconds / 1_000n);

/** RFC 3339, UTC. */
export function textOf(moment: Microseconds): string {
  const milliseconds = Math.floor(moment / 1_000);
  const text = new Date(milliseconds).toISOString();
  const finer = moment - milliseconds * 1_000;
  return finer === 0 ? text : `${text.slice(0, -1)}${String(finer).padStart(3, '0')}Z`;
}
