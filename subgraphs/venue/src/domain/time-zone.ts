import { z } from 'zod';

/** An IANA zone in its usual spelling; a fixed offset is none. */
export const timeZone = z.string().transform((text, context) => {
  const zone = text.startsWith('+') || text.startsWith('-') ? undefined : zoneId(text);
  if (zone !== undefined) return zone;
  context.addIssue({ code: 'custom', message: 'must be an IANA zone such as Europe/Berlin' });
  return z.NEVER;
});

function zoneId(text: string): string | undefined {
  try {
    return new Temporal.ZonedDateTime(0n, text).timeZoneId;
  } catch {
    return undefined;
  }
}
