import { identitySubgraph } from '@constellation/identity';
import { makeGatewayKeys, serve } from '@constellation/kit';
import { basic } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { demoAccounts, demoPassword, seedAccounts } from '../src/demo/accounts.ts';
import { startChild } from './fixtures/child.ts';
import { openClient, resultOf } from './fixtures/client.ts';
import { openDataDirectory } from './fixtures/data-directory.ts';
import { openHome } from './fixtures/home.ts';
import { openPlatform } from './fixtures/place.ts';
import { startStandalone } from './fixtures/standalone.ts';

const viewer = z.object({
  user: z.object({ roles: z.array(z.object({ role: z.string() })) }).nullable(),
  partner: z.object({ name: z.string() }).nullable(),
  scopes: z.array(z.string()),
});
const me = '{ result: me { user { roles { role } } partner { name } scopes } }';

test('the demo has accounts of each kind and a partner, who are the same after a restart, and no room for others', async () => {
  await using data = await openDataDirectory();
  const start = async () => {
    await using child = startStandalone(data.path);
    const url = await child.url;
    const key = /cst_\S+/.exec(child.output())?.[0] ?? '';
    const seen = async (authorization: string) => resultOf(await openClient(url, { authorization }).ask(me), viewer);
    const people = await Promise.all(demoAccounts.map(({ email }) => seen(basic({ email, password: demoPassword }))));
    const partner = await seen(`Bearer ${key}`);
    const signedUp = await openClient(url, { authorization: null }).ask(
      'mutation { signUp(input: { email: "eve@demo.constellation.test", password: "constellation" }) { errors { code path } } }',
    );
    child.kill('SIGTERM');
    await child.end;
    return { key, people, partner, signedUp, said: child.output() };
  };

  const first = await start();
  const second = await start();

  const rolesOf = ({ user }: z.infer<typeof viewer>) => [...new Set(user?.roles.map(({ role }) => role))].toSorted();
  expect(first.people.map(rolesOf)).toEqual([
    ['ADMIN', 'CUSTOMER'],
    ['CUSTOMER', 'MANAGER'],
    ['CUSTOMER', 'HOST'],
    ['CUSTOMER'],
  ]);
  expect(first.partner).toEqual({
    user: null,
    partner: { name: 'Demo Partner' },
    scopes: expect.arrayContaining(['bookings:read', 'bookings:write']),
  });
  expect(first.signedUp.data).toEqual({ signUp: { errors: [{ code: 'INVALID_INPUT', path: ['input', 'email'] }] } });
  for (const { email } of demoAccounts) expect(first.said).toContain(email);
  expect([second.key, second.people, second.partner]).toEqual([first.key, first.people, first.partner]);
});

test('distributed platform: a process of identity that finds accounts of the demo says so and does not start', async () => {
  await using home = await openHome('distributed');
  const { place } = home;
  {
    await using platform = await openPlatform(place);
    await using identity = await serve(identitySubgraph(), platform);
    await seedAccounts(identity, []);
  }
  if (place.kind !== 'distributed') throw new Error('There are no servers');
  await using child = startChild(new URL('../../subgraphs/identity/src/main.ts', import.meta.url), {
    environment: {
      PORT: '0',
      DATABASE_URL: place.databaseUrl,
      NATS_URL: place.natsUrl,
      REDIS_URL: place.redisUrl,
      CONSTELLATION_DATABASE_PREFIX: place.databasePrefix,
      CONSTELLATION_NATS_REPLICAS: '1',
      CONSTELLATION_GATEWAY_PUBLIC_KEYS: makeGatewayKeys().publicKeys,
    },
  });

  expect(await child.end).toEqual({ code: 1, signal: null });
  expect(child.output()).toMatch(
    /^The database holds 4 accounts at demo\.constellation\.test, whose password everybody knows: .*\n$/,
  );
});
