import { openTestIssuer, signingPair } from '@constellation/gateway/testing';
import { newId } from '@constellation/kit';
import { type PlatformKind, testPlatform } from '@constellation/kit/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { held, hold } from './fixtures/bookings.ts';
import { platformsHere } from './fixtures/graph.ts';
import { as } from './fixtures/people.ts';
import { download, erase, jobsOf, requestExport } from './fixtures/personal-data.ts';
import { openSplitGraph } from './fixtures/split-graph.ts';
import { tracesOf } from './fixtures/traces.ts';
import { inFiveDays, openVenue } from './fixtures/venue.ts';

const opened = new AsyncDisposableStack();
const pair = await signingPair('EdDSA');
const issuer = opened.use(await openTestIssuer(pair));
const graphs = await Promise.all(platformsHere.map(async (kind) => ({ kind, ...(await open(kind)) })));
afterAll(() => opened.disposeAsync());

/** A graph whose people sign in elsewhere; who made its venues has an account here. */
async function open(kind: PlatformKind) {
  const platform = opened.use(await testPlatform(kind, inject('postgresUrl')));
  const graph = opened.use(await openSplitGraph(platform));
  const gateway = opened.use(await graph.openGateway({ outsideIssuer: issuer.outside }));
  return { platform, graph, gateway };
}

type Opened = (typeof graphs)[number];

/** Somebody whom the issuer calls by a name, and knows to have signed in so long ago. */
async function whoSignedIn({ gateway, platform }: Opened, sub: string, minutesAgo?: number) {
  const signedIn = platform.clock.now().subtract({ minutes: minutesAgo ?? 0 });
  const claims = {
    sub,
    scope: 'bookings:read bookings:write',
    ...(minutesAgo !== undefined && { auth_time: Math.floor(signedIn.epochMilliseconds / 1_000) }),
  };
  return as(gateway, `Bearer ${await issuer.token(pair, { claims })}`);
}

/** Somebody who has booked a table. */
async function guestOf(opening: Opened) {
  const name = `Ada ${newId()}`;
  const guest = { name, email: `${newId()}@example.org`, phone: `+49 30 ${newId()}` };
  const ada = await whoSignedIn(opening, name);
  const venue = await openVenue(opening.graph, 1);
  const wish = { venueId: venue.id, startsAt: inFiveDays(opening.platform.clock, '19:00'), guest };
  return { name, ada, guest, wish, booking: await held(hold(ada, wish)) };
}

test.for(graphs)('on the $kind platform who signs in elsewhere gets all that is kept about them', async (opening) => {
  const { ada, guest, booking } = await guestOf(opening);
  const stranger = await whoSignedIn(opening, 'a stranger');

  const [first, second] = await Promise.all([requestExport(ada), requestExport(ada)]);
  const id = first.job?.id ?? '';
  await expect.poll(async () => (await jobsOf(ada))[0]?.status).toBe('DONE');
  const { status, body } = await download(ada, id);

  expect(second.job?.id).toBe(id);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    parts: {
      venue: {},
      booking: { bookings: [{ id: booking.id, guest }] },
      identity: { jobs: [{ id, kind: 'EXPORT' }] },
    },
  });
  expect((await download(stranger, id)).status).toBe(404);
  expect(await jobsOf(stranger)).toEqual([]);
});

test.for(graphs)(
  'on the $kind platform who signs in elsewhere is erased by their id, once they have just signed in',
  async (opening) => {
    const { name, ada, guest, wish } = await guestOf(opening);
    const words = Object.values(guest);
    const long = await whoSignedIn(opening, name, 16);
    const short = await whoSignedIn(opening, name, 14);
    expect(await erase(long)).toEqual({ job: null, errors: [{ code: 'RECENT_SIGN_IN_REQUIRED' }] });
    expect(await tracesOf(opening.platform, words)).not.toEqual([]);

    const [first, again] = await Promise.all([erase(short), erase(short)]);

    expect(first).toMatchObject({ job: { kind: 'ERASURE' }, errors: [] });
    expect(again.job?.id).toBe(first.job?.id);
    await expect.poll(() => tracesOf(opening.platform, words)).toEqual([]);
    // Their account goes on elsewhere; here nothing is kept about them any more.
    await expect.poll(() => jobsOf(ada)).toMatchObject([{ id: first.job?.id, status: 'DONE' }]);
    expect(await requestExport(ada)).toEqual({ job: null, errors: [{ code: 'FORBIDDEN' }] });
    expect(await hold(ada, wish)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    expect((await erase(long)).job?.id).toBe(first.job?.id);
  },
);
