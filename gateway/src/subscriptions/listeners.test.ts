import { newId, type Principal, streamCursor } from '@constellation/kit';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { authorizationScope } from '../authentication/authenticate.ts';
import { bookingEvent } from '../testing/booking-event.ts';
import { dome, domeBooking, harbour } from '../testing/fixtures.ts';
import { somebody } from '../testing/people.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import type { Frame } from '../testing/test-socket.ts';
import { bookingStatusChanged } from './booking-status-changed.ts';

const event = z.object({ data: z.object({ bookingStatusChanged: z.object({ version: z.int() }) }) });

const [ada, ben, agency, rival] = [newId(), newId(), newId(), newId()];

/** Versions stand for bookings: Ada's and an agency's at the dome, Ben's and nobody's at the harbour. */
const events = [
  bookingEvent(domeBooking, 1, { customerId: ada }),
  bookingEvent({ id: newId(), venue: dome }, 2, { partnerId: agency }),
  bookingEvent({ id: newId(), venue: harbour }, 3, { customerId: ben }),
  bookingEvent({ id: newId(), venue: harbour }, 4),
];

const reader = (given: Partial<Principal>): Principal => ({ ...somebody('bookings:read'), ...given });

const people: Readonly<Record<string, Principal>> = {
  'an administrator': somebody('bookings:read', 'admin'),
  'a host of the dome': reader({ venueRoles: { [dome.id]: 'HOST' } }),
  'a manager of the harbour': reader({ venueRoles: { [harbour.id]: 'MANAGER' } }),
  'one who works at both': reader({ venueRoles: { [dome.id]: 'HOST', [harbour.id]: 'HOST' } }),
  'a host elsewhere': reader({ venueRoles: { [newId()]: 'MANAGER' } }),
  Ada: reader({ id: ada }),
  'Ben, who works at the dome': reader({ id: ben, venueRoles: { [dome.id]: 'HOST' } }),
  'another customer': reader({}),
  'the agency': reader({ kind: 'PARTNER', id: agency }),
  'another partner': reader({ kind: 'PARTNER', id: rival }),
  'a partner with the id of a customer': reader({ kind: 'PARTNER', id: ada }),
  'a customer with the id of a partner': reader({ id: agency }),
  'a device with the id of a customer': reader({ kind: 'DEVICE', id: ada }),
};

/** Who hears which of them: without a filter, and asking for the harbour, and for Ada's booking. */
const table = [
  ['an administrator', [1, 2, 3, 4], [3, 4], [1]],
  ['a host of the dome', [1, 2], [], [1]],
  ['a manager of the harbour', [3, 4], [3, 4], []],
  ['one who works at both', [1, 2, 3, 4], [3, 4], [1]],
  ['a host elsewhere', [], [], []],
  ['Ada', [1], [], [1]],
  ['Ben, who works at the dome', [1, 2, 3], [3], [1]],
  ['another customer', [], [], []],
  ['the agency', [2], [], []],
  ['another partner', [], [], []],
  ['a partner with the id of a customer', [], [], []],
  ['a customer with the id of a partner', [], [], []],
  ['a device with the id of a customer', [], [], []],
] as const;

const authenticate = async ({ authorization = '' }: { authorization: string | undefined }) =>
  people[authorization] ?? somebody();

const query = `subscription ($after: Cursor, $venueId: ID, $bookingId: ID) {
  bookingStatusChanged(after: $after, venueId: $venueId, bookingId: $bookingId) { version booking { reference } }
}`;

const scopeOf = (principal = somebody()) => authorizationScope(principal);

const filters = { any: {}, harbour: { venueId: harbour.id }, booking: { bookingId: domeBooking.id } };

/** Everybody listens in three ways, all at once; gives what each of them hears, and how much was fetched for whom. */
async function listenAll(given: { readonly after?: string }) {
  await using gateway = await openTestGateway({ authenticate });
  await using opened = new AsyncDisposableStack();
  if (given.after !== undefined) await gateway.bus.publish('BOOKING', events);
  const clients = await Promise.all(table.map(async ([who]) => [who, opened.use(await gateway.socket(who))] as const));
  const subscribing = clients.flatMap(([, client]) =>
    Object.entries(filters).map(([id, filter]) => client.subscribe(id, query, { ...given, ...filter })),
  );
  await Promise.all(subscribing);
  if (given.after === undefined) await gateway.bus.publish('BOOKING', events);
  const expected = table.reduce((sum, [, ...heard]) => sum + heard.flat().length, 0);
  await vi.waitUntil(() => clients.reduce((sum, [, { frames }]) => sum + frames.length, 0) >= expected, 15_000);
  await Promise.all(clients.map(([, client]) => client.settle()));
  const versions = (frames: readonly Frame[], wanted: string) =>
    frames.flatMap(({ id, payload }) =>
      id === wanted ? [event.parse(payload).data.bookingStatusChanged.version] : [],
    );
  return new Map(
    clients.map(([who, { frames }]) => [
      who,
      {
        heard: Object.keys(filters).map((id) => versions(frames, id)),
        fetched: gateway.booking.calls.filter(({ headers }) => scopeOf(headers.principal) === scopeOf(people[who]))
          .length,
      },
    ]),
  );
}

const live = await listenAll({});
const past = await listenAll({ after: streamCursor({ stream: 'BOOKING', epoch: 'the first', sequence: 0 }) });

test.each(table)('%s hears what is theirs, live and of the past, and no more is fetched', (who, ...heard) => {
  const told = { heard, fetched: heard.flat().length };

  expect(live.get(who)).toEqual(told);
  expect(past.get(who)).toEqual(told);
});

test('a partner who comes back reads only what was booked by them', () => {
  const subjectOf = (who: string) => bookingStatusChanged.subject({ venueId: dome.id }, people[who] ?? somebody());

  expect(subjectOf('the agency')).toBe(`booking.changed.${agency}.${dome.id}.*`);
  for (const who of ['an administrator', 'Ada', 'a host of the dome'])
    expect(subjectOf(who)).toBe(`booking.changed.*.${dome.id}.*`);
});
