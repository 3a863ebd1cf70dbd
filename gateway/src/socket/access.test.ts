import { MovableClock, newId } from '@constellation/kit';
import { expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { domeBooking } from '../testing/fixtures.ts';
import { revocation } from '../testing/revocation.ts';
import { openTestGateway, type TestOptions } from '../testing/test-gateway.ts';
import { TestSocket } from '../testing/test-socket.ts';
import { openTokenIssuer } from '../testing/token-issuer.ts';

const issuer = await openTokenIssuer();
const keys = async () => ({ keys: [issuer.jwk] });

/** A token of somebody who hears every booking. */
const bearer = async (claims: object = {}) =>
  `Bearer ${await issuer.token({ claims: { scope: 'bookings:read admin', ...claims } })}`;

async function openGateway(options: TestOptions = {}) {
  const clock = new MovableClock();
  const gateway = await openTestGateway({ keys, clock, ...options });
  const ended = (reason: string) => gateway.metric(`gateway_websockets_ended_total\\{reason="${reason}"\\}`);
  const revoke = (...revoked: Parameters<typeof revocation>) =>
    gateway.bus.publish('IDENTITY', [revocation(...revoked)]);
  return { ...gateway, clock, ended, revoke };
}

const everything = 'subscription { bookingStatusChanged { version } }';

test('a socket is closed when its token expires, and lives on until then', async () => {
  await using gateway = await openGateway();
  await using client = await gateway.socket(await bearer());

  await gateway.clock.advance(595_000);
  await client.settle();
  await gateway.clock.advance(5_000);

  expect(await client.closed).toEqual({ code: 4403, reason: 'ACCESS_EXPIRED' });
  expect(await gateway.ended('ACCESS_EXPIRED')).toBe(1);
});

test('the sockets of a session are closed when it is revoked, on every gateway, and no others', async () => {
  await using gateway = await openGateway();
  await using second = await openTestGateway({ keys, bus: gateway.bus });
  const [sub, sid] = [newId(), newId()];
  const gone = await bearer({ sub, sid });
  await using one = await gateway.socket(gone);
  await using two = await second.socket(gone);
  await using stays = await gateway.socket(await bearer({ sub }));

  await gateway.revoke(sub, sid, 2);

  const closed = { code: 4403, reason: 'ACCESS_REVOKED' };
  expect([await one.closed, await two.closed]).toEqual([closed, closed]);
  await stays.settle();
});

test('of an account that changed, sockets with older tokens are closed, and those with newer ones are not', async () => {
  await using gateway = await openGateway();
  const sub = newId();
  await using old = await gateway.socket(await bearer({ sub, ver: 4 }));
  await using fresh = await gateway.socket(await bearer({ sub, ver: 5 }));

  await gateway.revoke(sub, null, 5);

  expect(await old.closed).toEqual({ code: 4403, reason: 'ACCESS_CHANGED' });
  await fresh.settle();
});

test('what was delivered before the end arrives, in order, and nothing behind it', async () => {
  await using gateway = await openGateway();
  const sid = newId();
  await using client = await gateway.socket(await bearer({ sid }));
  await client.subscribe('1', everything);

  await gateway.bus.publish(
    'BOOKING',
    [1, 2, 3].map((version) => bookingEvent(domeBooking, version)),
  );
  await expect.poll(() => gateway.metric('gateway_subscription_events_resolved_total')).toBe(3);
  await client.settle();
  await gateway.revoke(newId(), sid, 2);
  await client.closed;

  expect(client.frames).toEqual(
    [1, 2, 3].map((version) => ({ id: '1', type: 'next', payload: { data: { bookingStatusChanged: { version } } } })),
  );
});

test('its subscriptions are let go at once, whether or not the client says goodbye', async () => {
  await using gateway = await openGateway({ limits: { goodbyeMs: 60_000 } });
  const sid = newId();
  await using client = await gateway.socket(await bearer({ sid }));
  await client.subscribe('1', everything);
  await client.subscribe('2', everything.replace('version', 'change'));
  expect(await gateway.metric('gateway_subscription_topics')).toBe(2);

  client.pause();
  await gateway.revoke(newId(), sid, 2);

  await expect.poll(() => gateway.metric('gateway_subscription_topics')).toBe(0);
  expect(await gateway.metric('gateway_websockets')).toBe(1);
});

test('the header of the upgrade counts where connection_init says nothing, and ends alike', async () => {
  await using gateway = await openGateway();
  const sid = newId();
  await using client = await TestSocket.connect(gateway.url, { headers: { authorization: await bearer({ sid }) } });
  client.send({ type: 'connection_init', payload: { authorization: null } });
  await client.take(({ type }) => type === 'connection_ack');
  await client.subscribe('1', everything);

  await gateway.revoke(newId(), sid, 2);

  expect(await client.closed).toEqual({ code: 4403, reason: 'ACCESS_REVOKED' });
});

test.each([['Bearer x.y.z'], ['nothing of the kind'], [''], [7], [{ token: 'x' }]])(
  'a socket that shows %j is closed and never taken for one that shows nothing',
  async (authorization) => {
    await using gateway = await openGateway();
    await using client = await TestSocket.connect(gateway.url);

    client.send({ type: 'connection_init', payload: { authorization } });

    expect(await client.closed).toEqual({ code: 4403, reason: 'Forbidden' });
  },
);

test('while nobody knows the keys, clients of sockets are told to come again', async () => {
  const away = () => Promise.reject(new Error('Nobody answers'));
  await using gateway = await openGateway({ keys: away });
  await using client = await TestSocket.connect(gateway.url);

  client.send({ type: 'connection_init', payload: { authorization: await bearer() } });

  expect(await client.closed).toEqual({ code: 1013, reason: 'SUBGRAPH_UNAVAILABLE' });
});
