import { type DemoVenue, on, row } from '../demo-venue.ts';

/** The terrace over Los Angeles, closed on Mondays. */
export const griffithObservatory: DemoVenue = {
  venue: {
    slug: 'griffith-observatory',
    name: 'Griffith Observatory',
    kind: 'OBSERVATORY',
    description: 'Public observatory on Mount Hollywood; tables on the terrace, telescopes at dusk.',
    address: { line1: '2800 E Observatory Rd', city: 'Los Angeles', postalCode: '90027', country: 'US' },
    location: { latitude: 34.1184, longitude: -118.3004, elevation: 346 },
    timeZone: 'America/Los_Angeles',
  },
  hours: [
    ...on(['TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'], '12:00', '22:00'),
    ...on(['SATURDAY', 'SUNDAY'], '10:00', '22:00'),
  ],
  rooms: [
    {
      name: 'Terrace',
      width: 24,
      height: 8,
      tables: [
        ...row('S', 8, { maxParty: 2, y: 2, zone: 'city view' }),
        ...row('N', 4, { minParty: 2, maxParty: 6, y: 6, shape: 'RECTANGLE', zone: 'Hollywood sign' }),
      ],
      combinations: [{ labels: ['N1', 'N2'], minParty: 7, maxParty: 12 }],
    },
  ],
};

/** In the other hemisphere, where the clocks change the other way round. */
export const sydneyOperaHouse: DemoVenue = {
  venue: {
    slug: 'sydney-opera-house',
    name: 'Sydney Opera House',
    kind: 'CONCERT_HALL',
    description: 'Tables in the northern foyers, before and after the performance.',
    address: { line1: 'Bennelong Point', city: 'Sydney', postalCode: '2000', country: 'AU' },
    location: { latitude: -33.8568, longitude: 151.2153, elevation: 4 },
    timeZone: 'Australia/Sydney',
  },
  hours: [
    ...on(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'SUNDAY'], '11:00', '23:00'),
    ...on(['FRIDAY', 'SATURDAY'], '11:00', '01:00'),
  ],
  rooms: [
    { name: 'Northern foyer', width: 30, height: 10, tables: row('H', 10, { maxParty: 4, y: 4, shape: 'ROUND' }) },
  ],
};

/** A zone without daylight saving time. */
export const miraikan: DemoVenue = {
  venue: {
    slug: 'miraikan',
    name: 'Miraikan',
    kind: 'MUSEUM',
    description: 'National Museum of Emerging Science and Innovation, with the Geo-Cosmos globe over its tables.',
    address: { line1: '2-3-6 Aomi, Koto City', city: 'Tokyo', postalCode: '135-0064', country: 'JP' },
    location: { latitude: 35.6193, longitude: 139.7763, elevation: 6 },
    timeZone: 'Asia/Tokyo',
  },
  hours: on(['MONDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'], '10:00', '17:00'),
  rooms: [{ name: 'Under the globe', width: 20, height: 20, tables: row('G', 8, { maxParty: 4, y: 9 }) }],
};
