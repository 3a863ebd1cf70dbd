import type { Place } from './place.ts';

/** Where what others compute is compared: the Royal Observatory. */
export const greenwich: Place = { latitude: 51.4769, longitude: 0, elevation: 46 };

/** The zone whose clocks are read there. */
export const greenwichZone = 'Europe/London';
