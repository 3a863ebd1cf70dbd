import type { OpenSources } from './open-sources.ts';

/** Lets time pass until six in the morning of UTC, two days from now: every source may be asked again, and the day does not end soon. */
export async function untilMorning({ platform }: OpenSources): Promise<void> {
  const now = platform.clock.now().toZonedDateTimeISO('UTC');
  const morning = now.toPlainDate().add({ days: 2 }).toZonedDateTime({ timeZone: 'UTC', plainTime: '06:00' });
  await platform.clock.advance(Math.ceil(morning.since(now).total('milliseconds')));
}
