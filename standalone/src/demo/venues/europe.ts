import { type DemoVenue, everyDay, on, row } from '../demo-venue.ts';

/** Cocktails until two, until three at weekends: its nights end on the next day. */
export const harrysBar: DemoVenue = {
  venue: {
    slug: 'harrys-new-york-bar',
    name: "Harry's New York Bar",
    kind: 'BAR',
    description: 'Cocktails near the Opéra since 1911.',
    address: { line1: '5 Rue Daunou', city: 'Paris', postalCode: '75002', country: 'FR' },
    location: { latitude: 48.8693, longitude: 2.3322, elevation: 35 },
    timeZone: 'Europe/Paris',
  },
  hours: [
    ...on(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'SUNDAY'], '12:00', '02:00'),
    ...on(['FRIDAY', 'SATURDAY'], '12:00', '03:00'),
  ],
  rooms: [
    {
      name: 'Bar',
      width: 14,
      height: 6,
      tables: [
        ...row('B', 6, { maxParty: 1, y: 1, shape: 'BAR', zone: 'counter' }),
        ...row('T', 4, { maxParty: 4, y: 4, shape: 'ROUND' }),
      ],
      combinations: [{ labels: ['T1', 'T2'], minParty: 5, maxParty: 8 }],
    },
    { name: 'Ivories', width: 10, height: 8, tables: row('P', 4, { maxParty: 6, y: 3, zone: 'piano' }) },
  ],
};

/** A coffee house, open all day. */
export const cafeCentral: DemoVenue = {
  venue: {
    slug: 'cafe-central',
    name: 'Café Central',
    kind: 'RESTAURANT',
    description: 'Viennese coffee house under the vaults of Palais Ferstel.',
    address: { line1: 'Herrengasse 14', city: 'Wien', postalCode: '1010', country: 'AT' },
    location: { latitude: 48.2104, longitude: 16.3653, elevation: 171 },
    timeZone: 'Europe/Vienna',
  },
  hours: on(everyDay, '08:00', '22:00'),
  rooms: [
    {
      name: 'Hall',
      width: 20,
      height: 12,
      tables: [
        ...row('1', 6, { maxParty: 2, y: 2 }),
        ...row('2', 6, { minParty: 2, maxParty: 4, y: 6, shape: 'RECTANGLE' }),
        ...row('3', 2, { minParty: 4, maxParty: 8, y: 10, shape: 'ROUND' }),
      ],
      combinations: [
        { labels: ['21', '22'], minParty: 5, maxParty: 8 },
        { labels: ['21', '22', '23'], minParty: 9, maxParty: 12 },
      ],
    },
  ],
};

/** Shows under the dome; tables in the foyer. */
export const zeissPlanetarium: DemoVenue = {
  venue: {
    slug: 'zeiss-grossplanetarium',
    name: 'Zeiss-Großplanetarium',
    kind: 'PLANETARIUM',
    description: 'Planetarium in Prenzlauer Berg with a café in its foyer.',
    address: { line1: 'Prenzlauer Allee 80', city: 'Berlin', postalCode: '10405', country: 'DE' },
    location: { latitude: 52.5434, longitude: 13.428, elevation: 50 },
    timeZone: 'Europe/Berlin',
  },
  hours: [
    ...on(['TUESDAY', 'WEDNESDAY', 'THURSDAY'], '09:00', '20:00'),
    ...on(['FRIDAY', 'SATURDAY'], '10:00', '22:00'),
    ...on(['SUNDAY'], '10:00', '18:00'),
  ],
  rooms: [{ name: 'Foyer', width: 16, height: 10, tables: row('F', 6, { maxParty: 4, y: 4, shape: 'ROUND' }) }],
};
