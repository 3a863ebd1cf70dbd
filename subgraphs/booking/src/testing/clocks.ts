import type { OpenBookings } from './open-bookings.ts';

/** Moves the time on, or back, to an instant. */
export async function moveTo({ platform: { clock } }: OpenBookings, at: Temporal.Instant): Promise<void> {
  await clock.advance(at.epochMilliseconds - clock.now().epochMilliseconds);
}

/** The next time after which the clocks of Vienna jump forward or back, in that zone. */
export function nextChange({ platform }: OpenBookings, towards: 'forward' | 'back'): Temporal.ZonedDateTime {
  const change = platform.clock.now().toZonedDateTimeISO('Europe/Vienna').getTimeZoneTransition('next');
  if (!change) throw new Error('The clocks of Vienna change no more');
  const isForward = change.offsetNanoseconds > change.subtract({ hours: 1 }).offsetNanoseconds;
  return isForward === (towards === 'forward') ? change : (change.getTimeZoneTransition('next') ?? change);
}

/** A time that the clocks of Vienna skip. */
export const skippedTime = (bookings: OpenBookings) => ({
  local: nextChange(bookings, 'forward').toPlainDateTime().subtract({ minutes: 30 }),
});

/** A time that they show twice. */
export const timeShownTwice = (bookings: OpenBookings) => ({
  local: nextChange(bookings, 'back').toPlainDateTime().add({ minutes: 30 }),
});
