import type { NewVenue } from '../domain/venue.ts';

/** A slug that nobody has. */
export const freshSlug = (): string => `venue-${crypto.randomUUID()}`;

/** Input for a venue that is fine, apart from what is given. */
export const venueInput = (given: Partial<NewVenue> = {}): NewVenue => ({
  slug: freshSlug(),
  name: 'Zum Anker',
  kind: 'RESTAURANT',
  address: { line1: 'Hafenstraße 1', city: 'Hamburg', country: 'DE' },
  location: { latitude: 53.54, longitude: 9.97 },
  timeZone: 'Europe/Berlin',
  ...given,
});
