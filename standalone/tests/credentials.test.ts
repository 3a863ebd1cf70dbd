import { newId } from '@constellation/kit';
import { basic } from '@constellation/kit/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { held, hold } from './fixtures/bookings.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { holdSocket } from './fixtures/held-socket.ts';
import { makingKey, newKey, newPartner, revokeKey, revokingKey } from './fixtures/partners.ts';
import { as, grantRole, statusOf } from './fixtures/people.ts';
import { changePassword, signUp } from './fixtures/sessions.ts';
import { openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

/** How often each of fifty clients asks. */
const perClient = inject('size') === 'full' ? 40 : 10;

const withinASecond = { timeout: 1_000 };
const me = '{ me { user { id } partner { id name members { id } } scopes } }';

/** How often identity was asked about passwords so far. */
async function judged({ platform }: OpenGraph): Promise<number> {
  const counts = (await platform.metrics.text()).matchAll(/judged_total\{kind="password",outcome="\w+"\} (\d+)/g);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

test.for(graphs)('on the $kind platform a key is its partner, with its scopes, until it is revoked', async (graph) => {
  const partner = await newPartner(graph);
  const key = await newKey(partner, ['bookings:read']);
  const stays = await newKey(partner);
  using socket = await holdSocket(graph.url, key.authorization);

  const { data } = await key.ask(me);
  expect(data).toEqual({
    me: { user: null, partner: { id: partner.id, name: 'Seats & Co', members: [] }, scopes: ['bookings:read'] },
  });

  await revokeKey(partner, key);

  await expect.poll(() => statusOf(key), withinASecond).toBe(401);
  await expect.poll(() => socket.closing, withinASecond).toEqual({ code: 4403, reason: 'ACCESS_REVOKED' });
  expect(await statusOf(stays)).toBe(200);
  const keys = '{ me { partner { apiKeys { id lastUsedAt revokedAt } } } }';
  expect((await partner.member.ask(keys)).data).toEqual({
    me: {
      partner: {
        apiKeys: [
          { id: stays.id, lastUsedAt: expect.any(String), revokedAt: null },
          { id: key.id, lastUsedAt: expect.any(String), revokedAt: expect.any(String) },
        ],
      },
    },
  });
});

test.for(graphs)(
  'on the $kind platform what a key books is its partner’s, and others see nothing of it',
  async (graph) => {
    const venue = await openVenue(graph, 2);
    const partner = await newPartner(graph);
    const key = await newKey(partner);
    const foreign = await newKey(await newPartner(graph));

    const { id } = await held(hold(key, { venueId: venue.id, startsAt: venue.at('19:00') }));

    const query = 'query ($id: ID!) { booking(id: $id) { id channel partner { id name } } }';
    expect((await key.ask(query, { id })).data).toEqual({
      booking: { id, channel: 'PARTNER', partner: { id: partner.id, name: 'Seats & Co' } },
    });
    expect((await foreign.ask(query, { id })).data).toEqual({ booking: null });
  },
);

test.for(graphs)('on the $kind platform a key does nothing that its scopes do not name', async (graph) => {
  const partner = await newPartner(graph);
  const reading = await newKey(partner, ['bookings:read']);
  const input = {
    ...{ slug: `venue-${newId()}`, name: 'Another', kind: 'BAR', timeZone: 'Europe/London' },
    address: { line1: '1 Blackheath Avenue', city: 'London', country: 'GB' },
    location: { latitude: 51.4769, longitude: 0 },
  };
  const found = 'mutation ($input: CreateVenueInput!) { result: createVenue(input: $input) { errors { code } } }';
  const forbidden = [{ path: ['result'], extensions: { code: 'FORBIDDEN' } }];

  expect((await reading.ask(found, { input })).errors).toMatchObject(forbidden);
  expect((await reading.ask('{ result: partners { edges { node { id } } } }')).errors).toMatchObject(forbidden);
  expect((await reading.ask('mutation { result: confirmBooking(id: "1") { errors { code } } }')).errors).toMatchObject(
    forbidden,
  );
});

test.for(graphs)(
  'on the $kind platform nobody gets at another partner’s keys, nor at more than a partner may have',
  async (graph) => {
    const [one, other] = [await newPartner(graph), await newPartner(graph)];
    const key = await newKey(one);
    const foreign = await newKey(other);
    const stranger = await signUp(graph);
    const refused = (code: string) => ({ errors: [expect.objectContaining({ code })] });

    for (const client of [foreign, other.member, stranger, key]) {
      const made = await client.ask(makingKey, { partnerId: one.id, scopes: ['bookings:read'] });
      const revoked = await client.ask(revokingKey, { id: key.id });
      expect([made.data, revoked.data]).toMatchObject([
        { result: refused('FORBIDDEN') },
        { result: refused('FORBIDDEN') },
      ]);
    }
    for (const client of [foreign, other.member, stranger]) {
      const seen = await client.ask(`{ partner(id: "${one.id}") { id } }`);
      expect(seen.data).toEqual({ partner: null });
    }
    for (const scope of ['admin', 'venues:write', 'nothing']) {
      const { data } = await one.member.ask(makingKey, { partnerId: one.id, scopes: ['bookings:read', scope] });
      expect(data).toMatchObject({ result: { key: null, errors: [{ code: 'INVALID_INPUT', path: ['scopes', '1'] }] } });
    }
    expect(await statusOf(key)).toBe(200);
  },
);

test.for(graphs)(
  'on the $kind platform a password opens the graph, and another one does within a second of its change',
  async (graph) => {
    const session = await signUp(graph);
    const next = 'colons: and wörds: are fine 🔑';
    using socket = await holdSocket(graph.url, basic(session));
    const { data } = await as(graph, basic(session)).ask(me);
    expect(data).toMatchObject({ me: { user: { id: session.userId }, scopes: ['bookings:read', 'bookings:write'] } });
    expect(await statusOf(as(graph, basic({ ...session, password: next })))).toBe(401);

    await changePassword(graph, session, next);

    const outcome = async () => ({
      former: await statusOf(as(graph, basic(session))),
      present: await statusOf(as(graph, basic({ ...session, password: next }))),
      socket: socket.closing,
    });
    await expect
      .poll(outcome, withinASecond)
      .toEqual({ former: 401, present: 200, socket: { code: 4403, reason: 'ACCESS_CHANGED' } });
  },
);

test.for(graphs)(
  'on the $kind platform other roles count within a second, and the password is not refused meanwhile',
  async (graph) => {
    const session = await signUp(graph);
    const scopes = async () => {
      const { status, data } = await as(graph, basic(session)).ask('{ me { scopes } }');
      expect(status).toBe(200);
      return z.object({ me: z.object({ scopes: z.array(z.string()) }) }).parse(data).me.scopes;
    };
    expect(await scopes()).not.toContain('admin');

    await grantRole(graph, session.userId, { role: 'ADMIN' });

    await expect.poll(scopes, withinASecond).toContain('admin');
  },
);

test.for(graphs)('on the $kind platform many requests with one password cost one look at it', async (graph) => {
  const session = await signUp(graph);
  const before = await judged(graph);
  const statuses = new Map<number, number>();

  const client = async () => {
    for (let count = 0; count < perClient; count += 1) {
      const status = await statusOf(as(graph, basic(session)));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 50 }, client));

  expect(statuses).toEqual(new Map([[200, 50 * perClient]]));
  expect(await judged(graph)).toBe(before + 1);
});

test.for(graphs)('on the $kind platform what is malformed is refused, and never taken for nobody', async (graph) => {
  const session = await signUp(graph);
  const { key } = await newKey(await newPartner(graph));
  const encoded = basic(session).replace('Basic ', '');
  const malformed = [
    ...['Basic', 'Basic ', 'Basic :', 'Basic !', 'Basic YWI=', 'Basic Og=='],
    ...[
      `Basic ${session.email}:${session.password}`,
      `Bearer ${encoded}`,
      `Basic ${key}`,
      `ApiKey ${key}`,
      key,
      encoded,
    ],
    ...[`Bearer ${key} `.repeat(2), `Bearer ${key}x`, `Bearer ${key.slice(0, -1)}`, `Bearer ${key.slice(0, 12)}`],
    ...[`${basic(session)}, Bearer ${key}`, `Basic ${'QUJD'.repeat(10_000)}`.slice(0, 8_000)],
  ];

  const statuses = await Promise.all(malformed.map((authorization) => statusOf(as(graph, authorization))));

  expect(Object.fromEntries(malformed.map((each, index) => [each, statuses[index]]))).toEqual(
    Object.fromEntries(malformed.map((each) => [each, 401])),
  );
});

const guesses = z.record(z.string(), z.object({ errors: z.array(z.object({ code: z.string() })) }));

test.for(graphs)(
  'on the $kind platform a document full of guesses gets no more of them than the back-off allows',
  async (graph) => {
    const session = await signUp(graph);
    const fields = Array.from(
      { length: 20 },
      (_, index) =>
        `g${index}: signIn(email: "${session.email}", password: "guess number ${index}") { errors { code } }`,
    );

    const { data } = await graph.ask(`mutation { ${fields.join(' ')} }`);

    const codes = Object.values(guesses.parse(data)).map(({ errors }) => errors[0]?.code);
    expect(codes).toEqual([
      ...Array.from({ length: 10 }, () => 'INVALID_CREDENTIALS'),
      ...Array.from({ length: 10 }, () => 'TOO_MANY_ATTEMPTS'),
    ]);
  },
);

test.for(graphs)(
  'on the $kind platform guesses shown to the gateway wait as sign-ins do, however many come at once',
  async (graph) => {
    const session = await signUp(graph);

    const statuses = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        statusOf(as(graph, basic({ ...session, password: `guess number ${index}` }))),
      ),
    );

    const count = (wanted: number) => statuses.filter((status) => status === wanted).length;
    // A second later there is one more guess, two seconds after that another.
    expect(count(401)).toBeGreaterThanOrEqual(10);
    expect(count(401)).toBeLessThan(15);
    expect(count(401) + count(429)).toBe(30);
    expect(await statusOf(session)).toBe(200);
  },
);
