const neverReleased = '-infinity';
const written = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/** A release in the cursor of a list, newest first, with what has none at its end; PostgreSQL takes it as an instant. */
export const releasePlace = (releasedAt: Temporal.Instant | undefined): string =>
  releasedAt?.toString() ?? neverReleased;

/** Whether a text may be one. */
export function isReleasePlace(text: string): boolean {
  if (text === neverReleased) return true;
  try {
    return written.test(text) && Temporal.Instant.from(text) instanceof Temporal.Instant;
  } catch {
    return false;
  }
}
