import { newId } from '@constellation/kit';
import { type PlatformKind, testPlatform } from '@constellation/kit/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { cancel, confirm, held, hold, readBooking } from './fixtures/bookings.ts';
import { platformsHere } from './fixtures/graph.ts';
import { as, statusOf } from './fixtures/people.ts';
import { download, erase, jobsOf, requestExport } from './fixtures/personal-data.ts';
import { signIn, signUp } from './fixtures/sessions.ts';
import { openSplitGraph } from './fixtures/split-graph.ts';
import { tracesOf } from './fixtures/traces.ts';
import { inFiveDays, openVenue } from './fixtures/venue.ts';

const opened = new AsyncDisposableStack();
const graphs = await Promise.all(platformsHere.map(async (kind) => ({ kind, ...(await open(kind)) })));
afterAll(() => opened.disposeAsync());

/** On both there is HTTP between the gateway and the subgraphs. */
async function open(kind: PlatformKind) {
  const platform = opened.use(await testPlatform(kind, inject('postgresUrl')));
  return { platform, graph: opened.use(await openSplitGraph(platform)) };
}

const refused = (status: number, code: string) => ({ status, body: { errors: [{ extensions: { code } }] } });

type Opened = (typeof graphs)[number];

/** Somebody who has signed up and booked a table under their name, address and number. */
async function guestOf({ graph: client, platform }: Opened) {
  const name = `Ada ${newId()}`;
  const session = await signUp(client, { name });
  const person = { email: session.email, name };
  const guest = { ...person, phone: `+49 30 ${newId()}`, note: `Table for ${name}` };
  const venue = await openVenue(client, 1);
  const wish = (startsAt: string) => ({ venueId: venue.id, startsAt: inFiveDays(platform.clock, startsAt), guest });
  const book = (startsAt: string) => held(hold(session, { ...wish(startsAt), idempotencyKey: `${name} ${startsAt}` }));
  return { person, session, guest, wish, book, words: [...Object.values(person), guest.phone] };
}

test.for(graphs)(
  'on the $kind platform somebody gets all that is kept about them, and nobody else does',
  async (opening) => {
    const { graph, platform } = opening;
    const ada = await guestOf(opening);
    const stranger = await signUp(graph);
    const booking = await ada.book('19:00');

    const { job: begun } = await requestExport(ada.session);
    expect(begun).toMatchObject({ kind: 'EXPORT', url: null });
    const id = begun?.id ?? '';
    await expect.poll(async () => (await jobsOf(ada.session))[0]?.status).toBe('DONE');
    const [done] = await jobsOf(ada.session);
    const { status, headers, body } = await download(ada.session, id);

    expect(done).toMatchObject({ id, pending: [], url: `${graph.url}/exports/${id}` });
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="personal-data-${id}.json"`);
    expect(body).toMatchObject({
      jobId: id,
      parts: {
        venue: {},
        'space-data': {},
        booking: { bookings: [{ id: booking.id, guest: ada.guest, history: [{ to: 'HELD', byYou: true }] }] },
        identity: { account: { ...ada.person, roles: [{ role: 'CUSTOMER' }], sessions: [{ endedAt: null }] } },
      },
    });
    expect(JSON.stringify(body)).not.toMatch(/argon2|hash|token/i);
    expect(JSON.stringify(body)).not.toMatch(/T\d\d:\d\d:[\d.]+(?![\d.Z])/);
    expect(await download(stranger, id)).toMatchObject(refused(404, 'NOT_FOUND'));
    expect(await download(as(graph, null), id)).toMatchObject(refused(404, 'NOT_FOUND'));
    const [address = ''] = graph.booking.addresses;
    expect((await fetch(new URL(`/personal-data/${id}`, address))).status).toBe(401);
    expect(await download(ada.session, newId())).toMatchObject(refused(404, 'NOT_FOUND'));
    expect(await download(as(graph, 'Bearer a.b.c'), id)).toMatchObject(refused(401, 'UNAUTHENTICATED'));

    await platform.clock.advance(7 * 86_400_000);
    const later = await signIn(graph, ada.session);
    expect(await download(later, id)).toMatchObject(refused(410, 'EXPORT_EXPIRED'));
    expect(await jobsOf(later)).toMatchObject([{ id, url: null }]);
  },
);

test.for(graphs)(
  'on the $kind platform an export waits for a subgraph that is down, and is done when it is back',
  async (opening) => {
    const { graph } = opening;
    const ada = await guestOf(opening);
    await ada.book('19:00');

    await graph.booking.stop();
    const { job: begun } = await requestExport(ada.session);
    const id = begun?.id ?? '';
    await expect.poll(async () => (await jobsOf(ada.session))[0]?.pending).toEqual(['booking']);
    const early = await download(ada.session, id);
    const second = await requestExport(ada.session);
    await graph.booking.start();

    expect(early).toMatchObject(refused(409, 'EXPORT_NOT_READY'));
    expect(second.job?.id).toBe(id);
    await expect.poll(async () => (await jobsOf(ada.session))[0]?.status).toBe('DONE');
    await expect.poll(async () => (await download(ada.session, id)).status).toBe(200);
    await graph.booking.stop();
    expect(await download(ada.session, id)).toMatchObject(refused(503, 'SUBGRAPH_UNAVAILABLE'));
    await graph.booking.start();
  },
);

test.for(graphs)(
  'on the $kind platform who is erased is found nowhere any more, in no table and in no stream',
  async (opening) => {
    const { graph, platform } = opening;
    const ada = await guestOf(opening);
    const upcoming = await ada.book('19:00');
    await graph.ask('mutation ($email: String!) { requestPasswordReset(email: $email) { done } }', ada.person);
    await confirm(ada.session, upcoming.id);
    await requestExport(ada.session);
    await expect.poll(async () => (await jobsOf(ada.session))[0]?.status).toBe('DONE');
    await expect
      .poll(() => tracesOf(platform, ada.words))
      .toEqual(expect.arrayContaining(['identity.users', 'booking.bookings', 'MAIL']));
    expect(await erase(ada.session, false)).toEqual({ job: null, errors: [{ code: 'CONFIRMATION_REQUIRED' }] });

    const { job: erasure } = await erase(ada.session);

    expect(erasure).toMatchObject({
      kind: 'ERASURE',
      status: 'RUNNING',
      pending: ['booking', 'identity', 'space-data', 'telemetry', 'venue'],
    });
    await expect.poll(() => statusOf(ada.session), { timeout: 1_000 }).toBe(401);
    await expect.poll(() => tracesOf(platform, ada.words)).toEqual([]);
    expect(await readBooking(graph, upcoming.id)).toMatchObject({ status: 'CANCELLED', reference: upcoming.reference });
    const again = await signUp(graph, ada.person);
    expect(again.userId).not.toBe(ada.session.userId);
  },
);

test.for(graphs)(
  'on the $kind platform holds and cancellations that meet an erasure leave nothing of their guest',
  async (opening) => {
    const { platform } = opening;
    const ada = await guestOf(opening);
    const first = await ada.book('12:00');
    const holdAt = (hour: number) => hold(ada.session, ada.wish(`${hour}:00`));

    await Promise.allSettled([
      ...[14, 16, 18].map(holdAt),
      erase(ada.session),
      cancel(ada.session, first.id),
      ...[15, 17, 19, 20].map((hour) => holdAt(hour)),
    ]);

    await expect.poll(() => tracesOf(platform, ada.words)).toEqual([]);
  },
);

test.for(graphs)(
  'on the $kind platform a subgraph that is down while somebody is erased forgets them when it is back',
  async (opening) => {
    const { graph, platform } = opening;
    const ada = await guestOf(opening);
    await ada.book('19:00');

    await graph.booking.stop();
    const { job: erasure } = await erase(ada.session);
    await expect.poll(() => tracesOf(platform, ada.words)).toEqual(['booking.bookings', 'booking.idempotency']);
    await graph.booking.start();

    expect(erasure?.status).toBe('RUNNING');
    await expect.poll(() => tracesOf(platform, ada.words)).toEqual([]);
  },
);
