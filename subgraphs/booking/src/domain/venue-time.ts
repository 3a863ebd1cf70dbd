import { Refusal } from '@constellation/kit/refusal';
import type { VenueDateTime } from '@constellation/schema';

/**
 * The instant that a venue's wall clock means.
 * @throws Refusal NONEXISTENT_TIME where the clocks skip it, AMBIGUOUS_TIME, naming both instants, where they show it twice.
 */
export function instantAt(when: VenueDateTime, timeZone: string, path: readonly string[]): Temporal.Instant {
  if ('instant' in when) return when.instant;
  const earlier = when.local.toZonedDateTime(timeZone, { disambiguation: 'earlier' }).toInstant();
  const later = when.local.toZonedDateTime(timeZone, { disambiguation: 'later' }).toInstant();
  if (earlier.equals(later)) return earlier;

  const exists = earlier.toZonedDateTimeISO(timeZone).toPlainDateTime().equals(when.local);
  if (!exists) {
    throw new Refusal('NONEXISTENT_TIME', `The clocks in ${timeZone} skip ${String(when.local)}`, { path });
  }
  const instants = [String(earlier), String(later)];
  throw new Refusal(
    'AMBIGUOUS_TIME',
    `The clocks in ${timeZone} show ${String(when.local)} twice; send ${instants.join(' or ')}`,
    {
      path,
      details: { instants },
    },
  );
}
