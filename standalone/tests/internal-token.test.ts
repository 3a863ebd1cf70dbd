import { makeGatewayKeys, newId, openMint, partsPath, readGatewayKey } from '@constellation/kit';
import { forgeries, administrator } from '@constellation/kit/testing';
import { servedSubgraphs } from '@constellation/schema';
import { describe, expect, test } from 'vitest';
import { type Answer, openClient } from './fixtures/client.ts';
import { openFleet } from './fixtures/fleet.ts';
import { shareOpened } from './fixtures/share-opened.ts';

const keys = makeGatewayKeys();
const key = readGatewayKey(keys.key);
const environment = (name: string) =>
  name.startsWith('gateway')
    ? { CONSTELLATION_GATEWAY_KEY: keys.key }
    : { CONSTELLATION_GATEWAY_PUBLIC_KEYS: keys.publicKeys };
const shared = shareOpened(async (stack) => {
  const fleet = stack.use(await openFleet({ counts: { gateway: 1, booking: 1 }, environment }));
  const [gateway] = fleet.gateways;
  if (!gateway) throw new Error('There is no gateway');
  return { fleet, gateway, subgraphs: Object.values(fleet.subgraphs).flat() };
});

/** Everybody may ask a subgraph what it is asked for at first. */
const harmless = '{ __typename _service { sdl } }';
const attempts = await forgeries(keys);
const header = (token: string) => ({ 'constellation-principal': token });
const refused = (reason: string): Answer => ({
  status: 401,
  errors: [{ message: `Gateways only, please ask one: ${reason}`, extensions: { code: 'UNAUTHENTICATED' } }],
});

type Headers = Readonly<Record<string, string>>;

/** What every subgraph answers whoever comes to its port. */
async function answersTo(headers: Headers): Promise<Answer[]> {
  const { subgraphs } = await shared();
  return Promise.all(subgraphs.map(({ url }) => openClient(url, { authorization: null }).ask(harmless, {}, headers)));
}

/** The same beside their graphs: for parts of exports everywhere, and where credentials are judged. */
async function besideGraphs(headers: Headers): Promise<Answer[]> {
  const { fleet, subgraphs } = await shared();
  const judges = [...fleet.subgraphs.identity, ...fleet.subgraphs.telemetry];
  const question = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ kind: 'KEY', key: 'none' }),
  };
  return Promise.all([
    ...subgraphs.map(({ url }) =>
      openClient(url, { authorization: null }).send(`${partsPath}/${newId()}`, { headers }),
    ),
    ...judges.map(({ url }) => openClient(url, { authorization: null }).send('/credentials', question)),
  ]);
}

/** One subgraph after the other, each of one process. */
const atEach = <Value>(value: Value): Value[] => servedSubgraphs.map(() => value);

/** And where identity and telemetry judge credentials. */
const besideEach = <Value>(value: Value): Value[] => [...atEach(value), value, value];

describe('distributed platform: at the port of a subgraph', () => {
  test('nobody is answered without a token', async () => {
    expect(await answersTo({})).toEqual(atEach(refused('MISSING')));
    expect(await besideGraphs({})).toEqual(besideEach(refused('MISSING')));
  });

  test.for(attempts)('nobody is answered with $what', async ({ token, reason }) => {
    expect(await answersTo(header(token))).toEqual(atEach(refused(reason)));
    expect(await besideGraphs(header(token))).toEqual(besideEach(refused(reason)));
  });

  test('a stolen token is good for the rest of its life, and not longer', async () => {
    const stolen = header(await openMint({ key, lifeSeconds: 5 }).tokenFor(administrator));
    const before = await answersTo(stolen);

    expect(before.map(({ status }) => status)).toEqual(atEach(200));
    await expect
      .poll(() => answersTo(stolen), { interval: 200, timeout: 30_000 })
      .toEqual(atEach(refused('ERR_JWT_EXPIRED')));
  });

  test('a token of somebody without rights gives none', async () => {
    const token = await openMint({ key }).tokenFor({ ...administrator, scopes: [] });
    const [booking] = (await shared()).fleet.subgraphs.booking;

    const answer = await openClient(booking?.url ?? '').ask(
      '{ bookings { edges { node { id } } } }',
      {},
      header(token),
    );

    expect(answer).toEqual({ status: 200, data: { bookings: null } });
  });

  test('anybody may ask how it is', async () => {
    const { subgraphs } = await shared();
    const asked = subgraphs.flatMap(({ url }) => [fetch(`${url}/healthz`), fetch(`${url}/readyz`)]);

    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([...atEach(200), ...atEach(200)]);
  });
});

test('distributed platform: what a client says of itself to a gateway does not reach a subgraph', async () => {
  const { gateway } = await shared();
  const client = openClient(gateway.url);
  const ask = (headers: Headers) => client.ask('{ bookings { edges { node { id } } } }', {}, headers);
  const nobody = await openMint({ key }).tokenFor({ ...administrator, scopes: [] });

  const plain = await ask({});
  const answers = await Promise.all(
    [nobody, ...attempts.map(({ token }) => token)].map((token) => ask({ ...header(token), 'constellation-x': token })),
  );

  expect(plain).toEqual({ status: 200, data: { bookings: { edges: [] } } });
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(plain)]));
});

test('distributed platform: no process says a word of keys and tokens', async () => {
  const { fleet } = await shared();
  const { d } = JSON.parse(keys.key) as { d: string };
  const secrets = [d, ...attempts.map(({ token }) => token.split('.').at(-1) ?? '').filter((part) => part !== '')];
  const said = fleet.processes.map((each) => each.output()).join('\n');

  expect(said).toContain('refused somebody who is no gateway');
  expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
});
