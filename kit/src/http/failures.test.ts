import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import type { Routes } from './app.ts';
import { type HttpOptions, openHttp } from './server.ts';

const log = openLog({ name: 'test', level: 'silent' });

const routes: Routes = (app) => {
  app.post('/echo', async ({ body }) => ({ body }));
  app.get('/broken', async () => {
    throw Object.assign(new Error('password of the database'), { statusCode: 404 });
  });
};

const open = (options: Partial<HttpOptions> = {}) => openHttp({ port: 0, log, routes: [routes], ...options });

const post = (url: string, body: string, contentType = 'application/json') =>
  fetch(`${url}/echo`, { method: 'POST', body, headers: { 'content-type': contentType } });

async function failure(answer: Promise<Response>): Promise<readonly unknown[]> {
  const response = await answer;
  return [response.status, await response.json()];
}

const coded = (status: number, code: string) => [
  status,
  { errors: [{ message: expect.any(String), extensions: { code } }] },
];

test('a body of the limit is read and a byte more is refused', async () => {
  await using server = await open({ bodyLimitBytes: 100 });
  const largest = JSON.stringify('x'.repeat(98));

  const accepted = await post(server.url, largest);
  const refused = await failure(post(server.url, `${largest} `));

  expect([accepted.status, refused]).toEqual([200, coded(413, 'PAYLOAD_TOO_LARGE')]);
});

test('a megabyte is the limit when nobody says otherwise, also without a length', async () => {
  await using server = await open();
  const body = new Blob([JSON.stringify('x'.repeat(1_048_576))]).stream();

  const answer = fetch(`${server.url}/echo`, {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { 'content-type': 'application/json' },
  });

  expect(await failure(answer)).toEqual(coded(413, 'PAYLOAD_TOO_LARGE'));
});

test.each([
  ['no JSON', '{"query":'],
  ['nothing', ''],
  ['a poisoned prototype', '{"__proto__":{"admin":true}}'],
])('%s in a body is a bad request', async (_what, body) => {
  await using server = await open();

  const refused = await failure(post(server.url, body));

  expect(refused).toEqual(coded(400, 'BAD_REQUEST'));
});

test.each(['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded'])(
  'a body of %s is refused',
  async (contentType) => {
    await using server = await open();

    const refused = await failure(post(server.url, 'a=b', contentType));

    expect(refused).toEqual(coded(415, 'UNSUPPORTED_MEDIA_TYPE'));
  },
);

test('an address that nobody serves is not found, and one that is none is a bad request', async () => {
  await using server = await open();

  const unknown = await failure(fetch(`${server.url}/nowhere`));
  const none = await failure(fetch(`${server.url}/%E0%A4%A`));

  expect([unknown, none]).toEqual([coded(404, 'NOT_FOUND'), coded(400, 'BAD_REQUEST')]);
});

test('a bug is masked outside, and the trace id leads to it in the log', async () => {
  const written: string[] = [];
  const destination = { write: (line: string) => void written.push(line) };
  await using server = await open({ log: openLog({ name: 'test', level: 'error', destination }) });

  const response = await fetch(`${server.url}/broken`);

  const traceId = response.headers.get('trace-id');
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    errors: [{ message: 'Something went wrong on our side', extensions: { code: 'INTERNAL_SERVER_ERROR', traceId } }],
  });
  expect(written.map((line): unknown => JSON.parse(line))).toEqual([
    expect.objectContaining({ traceId, err: expect.objectContaining({ message: 'password of the database' }) }),
  ]);
});

test.each([
  ['bytes that are not HTTP', 'hello\r\n\r\n', '400 Bad Request', 'BAD_REQUEST'],
  ['a head that does not end', 'GET /echo HTTP/1.1\r\nhost: test\r\n', '408 Request Timeout', 'BAD_REQUEST'],
  [
    'a head without measure',
    `GET /echo HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
    '431 Request Header',
    'BAD_REQUEST',
  ],
])('%s get a coded answer and a closed connection', async (_what, bytes, status, code) => {
  await using server = await open({ headersTimeoutMs: 500 });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');

  socket.write(bytes);

  const answer = await text(socket);
  expect(answer).toMatch(`HTTP/1.1 ${status}`);
  expect(answer).toContain(`"code":"${code}"`);
});

test('a body that takes too long gets a coded answer and a closed connection, unless its route reads on', async () => {
  const readsOn: Routes = (app) =>
    void app.post('/long', { config: { readsOn: true } }, async ({ body }) => ({ body }));
  await using server = await open({ requestTimeoutMs: 50, routes: [routes, readsOn] });
  const begin = (path: string) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const head = `POST ${path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n`;
    socket.write(`${head}content-type: application/json\r\ncontent-length: 4\r\n\r\ntr`);
    return socket;
  };
  const long = begin('/long');

  const refused = await text(begin('/echo'));
  long.write('ue');

  expect(refused).toMatch('HTTP/1.1 408 Request Timeout');
  expect(refused).toContain('"code":"BAD_REQUEST"');
  expect(await text(long)).toMatch('HTTP/1.1 200 OK');
});

test('a port that is taken fails the opening', async () => {
  await using server = await open();

  const second = open({ port: Number(new URL(server.url).port) });

  await expect(second).rejects.toThrow('choose another with PORT');
});
