const written =
  /^(?<date>[12]\d{3}-\d\d-\d\d)(?:[ T](?<time>\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))? ?(?<zone>Z|[+-]\d\d(?::?\d\d)?)?$/i;

/** An instant or a date as other systems write them, in UTC where it does not say; null where nothing is written, undefined where it is none. */
export function readWrittenInstant(text: string | null): Temporal.Instant | null | undefined {
  if (text === null || text === '') return null;
  const { date, time = '00:00', zone = 'Z' } = written.exec(text)?.groups ?? {};
  if (date === undefined) return undefined;
  try {
    return Temporal.Instant.from(`${date}T${time}${zone}`);
  } catch {
    return undefined;
  }
}
