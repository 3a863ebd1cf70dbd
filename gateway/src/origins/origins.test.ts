import { afterAll, expect, test } from 'vitest';
import { openTestGateway } from '../testing/test-gateway.ts';
import { TestSocket } from '../testing/test-socket.ts';

const app = 'https://app.example.org';
const gateway = await openTestGateway({ allowedOrigins: [app], trustedProxies: ['10.0.0.0/8'] });
const proxied = await openTestGateway({ trustedProxies: ['loopback'] });
afterAll(() => Promise.all([gateway[Symbol.asyncDispose](), proxied[Symbol.asyncDispose]()]));

const { host, port } = new URL(gateway.url);

/** Whether a socket opens to somebody with these headers, or with what status it does not. */
async function opens(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  try {
    await using _client = await TestSocket.connect(url, { headers });
    return 'open';
  } catch (error) {
    return /\d{3}/.exec(String(error))?.[0] ?? String(error);
  }
}

test.each([
  ['no page', {}, 'open'],
  ['a page of its own', { origin: `http://${host}` }, 'open'],
  ['its own page at another name', { origin: 'http://graph.test:80', host: 'GRAPH.test' }, 'open'],
  ['its own page behind TLS', { origin: 'https://graph.test', host: 'graph.test:443' }, 'open'],
  ['a listed page', { origin: app }, 'open'],
  ['a listed page without TLS', { origin: 'http://app.example.org' }, '403'],
  ['a listed page at another port', { origin: `${app}:8443` }, '403'],
  ['a page of a name that begins alike', { origin: `${app}.evil.test` }, '403'],
  ['a page elsewhere', { origin: 'https://evil.test' }, '403'],
  ['a page at another port', { origin: `http://127.0.0.1:${Number(port) + 1}` }, '403'],
  ['a page from nowhere', { origin: 'null' }, '403'],
  ['a page without an address', { origin: '' }, '403'],
  ['a page of a file', { origin: 'file://', host: '' }, '403'],
  ['a page that says who sent it on', { origin: 'https://evil.test', 'x-forwarded-host': 'evil.test' }, '403'],
])('a socket from %s: %j is %s', async (_what, headers, expected) => {
  expect(await opens(gateway.url, headers)).toBe(expected);
});

test('behind a trusted proxy the host is the one that the client asked for', async () => {
  const through = { 'x-forwarded-host': 'graph.example.org', 'x-forwarded-proto': 'https' };

  expect(await opens(proxied.url, { ...through, origin: 'https://graph.example.org' })).toBe('open');
  expect(await opens(proxied.url, { ...through, origin: 'https://evil.test' })).toBe('403');
  expect(await opens(proxied.url, { ...through, origin: proxied.url })).toBe('403');
});

test('refused sockets are counted', async () => {
  const refused = () => proxied.metric('gateway_websockets_refused_total\\{reason="origin"\\}');
  await opens(proxied.url, { origin: 'https://evil.test' });
  const before = await refused();

  await opens(proxied.url, { origin: 'https://evil.test' });

  expect(await refused()).toBe(before + 1);
});

const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
const allowed = (response: Response) => response.headers.get('access-control-allow-origin');

const preflight = (path: string, origin: string) =>
  fetch(`${gateway.url}${path}`, { method: 'OPTIONS', headers: { origin, ...asked } });

const post = (origin: string, body = JSON.stringify({ query: '{ __typename }' })) =>
  fetch(`${gateway.url}/graphql`, { method: 'POST', body, headers: { origin, 'content-type': 'application/json' } });

test('a listed page may ask, with what clients of the graph send', async () => {
  const before = await preflight('/graphql', app);
  const answer = await post(app);
  const refused = await post(app, '{');

  expect(before.status).toBe(204);
  expect(before.headers.get('access-control-allow-headers')).toMatch(/authorization.*idempotency-key/);
  expect(before.headers.has('access-control-allow-credentials')).toBe(false);
  expect([before, answer, refused].map(allowed)).toEqual([app, app, app]);
  expect(answer.headers.get('vary')).toBe('Origin');
  expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
  expect(refused.status).toBe(400);
});

test('a listed page may fetch what was exported, too', async () => {
  const before = await preflight('/exports/7', app);
  const answer = await fetch(`${gateway.url}/exports/7`, { headers: { origin: app, authorization: 'Bearer x' } });

  expect([before.status, answer.status]).toEqual([204, 401]);
  expect([before, answer].map(allowed)).toEqual([app, app]);
});

test('no other page may, and none at other addresses', async () => {
  const others = ['https://evil.test', 'null', `${app}.evil.test`];
  const answers = await Promise.all(others.flatMap((origin) => [preflight('/graphql', origin), post(origin)]));
  const addresses = ['/sandbox', '/readyz', '/nowhere', '/graphqls', '/sandbox?/graphql'];
  const elsewhere = await Promise.all(addresses.map((path) => preflight(path, app)));

  expect([...answers, ...elsewhere].map(allowed)).toEqual([...answers, ...elsewhere].map(() => null));
});
