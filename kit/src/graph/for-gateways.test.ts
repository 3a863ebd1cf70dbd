import { expect, test } from 'vitest';
import { health } from '../health.ts';
import { openHttp } from '../http/server.ts';
import { readGatewayKey, readGatewayPublicKeys } from '../internal-token/keys.ts';
import { makeGatewayKeys } from '../internal-token/make-keys.ts';
import { openMint } from '../internal-token/mint.ts';
import { openLog } from '../log.ts';
import { type Principal } from '../principal.ts';
import { forgeries } from '../testing/forgeries.ts';
import { administrator } from '../testing/people.ts';
import { forGateways } from './for-gateways.ts';

const pair = makeGatewayKeys();
const mint = openMint({ key: readGatewayKey(pair.key) });
const guest: Principal = { ...administrator, id: 'Ada', scopes: [] };

/** A server with one route that only gateways reach, and health. */
async function open() {
  const lines: string[] = [];
  const log = openLog({ name: 'test', level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const guarded = forGateways(readGatewayPublicKeys(pair.publicKeys), (app, principalOf) => {
    app.post('/graphql', (request, reply) => reply.send({ principal: principalOf(request) }));
  });
  const server = await openHttp({ port: 0, log, routes: [(app) => health(app, {}), guarded], bodyLimitBytes: 1_000 });
  const send = async (headers: Record<string, string>, body = '{}') => {
    const request = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
    const response = await fetch(`${server.url}/graphql`, request);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return { url: server.url, lines, send, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const refused = (reason: string) => ({
  errors: [{ message: `Gateways only, please ask one: ${reason}`, extensions: { code: 'UNAUTHENTICATED' } }],
});

test('a gateway is answered as whom it asks for', async () => {
  await using opened = await open();

  const answers = [
    await opened.send({ 'constellation-principal': await mint.tokenFor(guest) }),
    await opened.send({ 'constellation-principal': await mint.tokenFor(administrator) }),
  ];

  expect(answers).toMatchObject([
    { status: 200, body: { principal: guest } },
    { status: 200, body: { principal: administrator } },
  ]);
});

test.for(await forgeries(pair))('nobody is answered who shows $what', async ({ token, reason }) => {
  await using opened = await open();

  const { status, headers, body } = await opened.send({ 'constellation-principal': token });

  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toBe('constellation-principal');
  expect(body).toEqual(refused(reason));
  expect(opened.lines.join()).toContain(reason);
  expect(opened.lines.join()).not.toContain(token.split('.')[1] ?? token);
});

test.for([
  ['nothing', {}],
  ['its token as a client would', { authorization: `Bearer ${await mint.tokenFor(guest)}` }],
  ['two tokens', { 'constellation-principal': `${await mint.tokenFor(guest)}, ${await mint.tokenFor(guest)}` }],
] as const)('nobody is answered who shows %s', async ([, headers]) => {
  await using opened = await open();

  expect(await opened.send({ ...headers })).toMatchObject({ status: 401 });
});

test('a stranger is turned away before anything is read', async () => {
  await using opened = await open();

  expect(await opened.send({}, '{ no JSON')).toMatchObject({ status: 401, body: refused('MISSING') });
  expect(await opened.send({}, ' '.repeat(2_000))).toMatchObject({ status: 401, body: refused('MISSING') });
});

test('anybody may ask how it is', async () => {
  await using opened = await open();

  const statuses = await Promise.all(
    ['/healthz', '/readyz'].map(async (path) => (await fetch(opened.url + path)).status),
  );

  expect(statuses).toEqual([200, 200]);
});
