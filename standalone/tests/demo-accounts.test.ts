import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identitySubgraph } from '@constellation/identity';
import { makeGatewayKeys, newId, serve } from '@constellation/kit';
import { basic, testPlatform } from '@constellation/kit/testing';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { demoAccounts, demoPassword, seedAccounts } from '../src/demo/accounts.ts';
import { seedPartner } from '../src/demo/partner.ts';
import { startChild } from './fixtures/child.ts';
import { openClient, resultOf } from './fixtures/client.ts';
import { openDataDirectory } from './fixtures/data-directory.ts';
import { onDatabase } from './fixtures/database.ts';
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
  await using data = await openDataDirectory(inject('preparedDirectory'));
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

test('a start that finds the demo accounts there asks once, and one that finds something gone sees to that alone', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-demo-'));
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await using identity = await serve(identitySubgraph(), platform);
  const venueIds = [newId(), newId()];
  const start = async () => {
    const asked: string[] = [];
    const execute: typeof identity.execute = (request, ...rest) => {
      asked.push(/(?<=\{\s*\w+: )\w+/.exec(request.query)?.[0] ?? request.query);
      return identity.execute(request, ...rest);
    };
    await seedAccounts({ execute }, venueIds, folder.path);
    return asked;
  };
  const first = await start();
  const second = await start();
  await onDatabase(platform, 'identity', async (client) => {
    await client.query(`delete from users where email like 'customer@%'`);
    await client.query(`delete from role_grants where role = 'HOST' and venue_id = $1`, [venueIds[0]]);
  });

  const third = await start();
  const fourth = await start();

  expect(first.filter((each) => each === 'signUp')).toHaveLength(demoAccounts.length);
  expect(first.filter((each) => each === 'grantRole')).toHaveLength(5);
  expect(third).toEqual(['_entities', 'grantRole', 'signUp']);
  expect([second, fourth]).toEqual([['_entities'], ['_entities']]);
});

test('distributed platform: a process of identity that finds accounts and the partner of the demo says so and does not start', async () => {
  await using home = await openHome('distributed');
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-demo-'));
  const { place } = home;
  {
    await using platform = await openPlatform(place);
    await using identity = await serve(identitySubgraph(), platform);
    await seedAccounts(identity, []);
    await seedPartner(identity, folder.path);
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
    /^The database holds 4 accounts at demo\.constellation\.test, whose password everybody knows, and the demo's partner, .*\n$/,
  );
});
