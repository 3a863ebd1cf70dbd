import { type SpecialStretch, weekdays, type WeeklyStretch } from '@constellation/schema/schedule';
import type { BookableTable, BookableVenue } from '../domain/venue.ts';

/** A venue as the domain knows it: in Berlin, never open and without tables, apart from what is given. */
export const bookableVenue = (given: Partial<BookableVenue> = {}): BookableVenue => ({
  id: 'venue',
  timeZone: 'Europe/Berlin',
  closed: false,
  openingHours: [],
  specialHours: [],
  rooms: [],
  ...given,
});

/** A table for parties from one size to another. */
export const table = (id: string, minParty: number, maxParty: number): BookableTable => ({
  id,
  label: id.toUpperCase(),
  minParty,
  maxParty,
});

/** The same stretch, such as `18:00–02:00`, on every day of the week. */
export const daily = (...stretches: readonly string[]): WeeklyStretch[] =>
  weekdays.flatMap((weekday) => stretches.map((stretch) => ({ weekday, ...hoursOf(stretch) })));

/** Stretches of a special day; none where it is closed. */
export const onDay = (date: string, ...stretches: readonly string[]): SpecialStretch[] =>
  stretches.length === 0
    ? [{ date, opens: null, closes: null }]
    : stretches.map((stretch) => ({ date, ...hoursOf(stretch) }));

function hoursOf(stretch: string) {
  const [opens = '', closes = ''] = stretch.split('–');
  return { opens, closes };
}
