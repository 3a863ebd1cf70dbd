import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { device, linesOf, openIngestGateway, point, points } from '../testing/ingest-gateway.ts';
import { storingTelemetry } from '../testing/storing-telemetry.ts';

const shared = await openIngestGateway();
afterAll(() => shared[Symbol.asyncDispose]());

const ndjson = { 'content-type': 'application/x-ndjson' };
const gzip = { 'content-encoding': 'gzip' };
const stored = (accepted: number) => ({ accepted, duplicates: 0, rejected: [], rejectedTotal: 0 });
const refused = (code: string, details: object = {}) => ({
  errors: [{ message: expect.any(String), extensions: { code, details: expect.objectContaining(details) } }],
});

test.each<[how: string, body: string | Buffer<ArrayBuffer>, headers: Record<string, string>]>([
  ['a list', JSON.stringify(points(2)), {}],
  [
    'an object with points',
    JSON.stringify({ points: points(2) }),
    { 'content-type': 'application/json; charset=utf-8' },
  ],
  ['lines', linesOf(points(2)), ndjson],
  ['lines of which the last does not end, and empty ones', `\n${linesOf(points(2)).trim()}`, ndjson],
  ['lines as Windows ends them', linesOf(points(2)).replaceAll('\n', '\r\n'), ndjson],
  ['a packed list', gzipSync(JSON.stringify(points(2))), gzip],
  ['packed lines', gzipSync(linesOf(points(2))), { ...ndjson, ...gzip }],
])('points come as %s', async (_how, body, headers) => {
  const answer = await shared.send(body, headers);

  expect(answer).toMatchObject({ status: 200, body: stored(2) });
  expect(shared.telemetry.batches.at(-1)).toEqual(points(2));
  expect(shared.telemetry.askedBy.at(-1)?.principal).toEqual(device);
});

test('many are handed over a thousand at a time, and told of by their places in the whole', async () => {
  await using gateway = await openIngestGateway();
  const sent = points(2_500).with(0, point('wrong')).with(2_400, point('wrong'));

  const { status, body } = await gateway.send(linesOf(sent), ndjson);

  expect(status).toBe(200);
  expect(body).toEqual({
    accepted: 2_498,
    duplicates: 0,
    rejected: [0, 2_400].map((index) => ({ index, code: 'UNKNOWN_METRIC', message: 'No' })),
    rejectedTotal: 2,
  });
  expect(gateway.telemetry.batches.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
});

test('long points are handed over fewer at a time', async () => {
  await using gateway = await openIngestGateway();
  const sent = Array.from({ length: 40 }, () => ({ ...point(), text: 'x'.repeat(60_000) }));

  const { body } = await gateway.send(linesOf(sent), ndjson);

  expect(body).toEqual(stored(40));
  expect(gateway.telemetry.batches.map(({ length }) => length)).toEqual([8, 8, 8, 8, 8]);
});

test('of points that are refused a thousand are told of, and all are counted', async () => {
  await using gateway = await openIngestGateway();

  const { body } = await gateway.send(linesOf(Array.from({ length: 1_500 }, () => point('wrong'))), ndjson);

  expect(body).toMatchObject({ accepted: 0, rejectedTotal: 1_500, rejected: { length: 1_000 } });
});

test('what a point does not have is passed over, and what is nested in one goes no further', async () => {
  await using gateway = await openIngestGateway();
  const nested = `{"metric":"a","value":${'['.repeat(20_000)}${']'.repeat(20_000)},"battery":{"level":1}}`;

  const { status } = await gateway.send(`${nested}\n7\n`, ndjson);

  expect(status).toBe(200);
  expect(gateway.telemetry.batches).toEqual([[{ metric: 'a', value: {} }, null]]);
});

test.each<[what: string, line: string | Buffer]>([
  ['is no JSON', '{"metric":'],
  ['is not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
])('a line that %s ends the request, and what came before is stored', async (_what, line) => {
  await using gateway = await openIngestGateway();
  const body = Buffer.concat([
    Buffer.from(linesOf(points(1_002))),
    Buffer.from(line),
    Buffer.from(`\n${linesOf(points(1))}`),
  ]);

  const answer = await gateway.send(body, ndjson);

  expect(answer).toMatchObject({
    status: 400,
    body: refused('BAD_REQUEST', { line: 1_003, done: 1_002, accepted: 1_002 }),
  });
});

test.each<
  [what: string, body: string | Buffer<ArrayBuffer>, headers: Record<string, string>, status: number, code: string]
>([
  ['a document that is no JSON', '{"points":[', {}, 400, 'BAD_REQUEST'],
  ['nothing', '', {}, 400, 'BAD_REQUEST'],
  ['a document of something else', '{"readings":[]}', {}, 400, 'BAD_REQUEST'],
  ['a body that is not packed as it says', '[]', gzip, 400, 'BAD_REQUEST'],
  ['a packed body without its end', gzipSync(randomBytes(1_000)).subarray(0, 500), gzip, 400, 'BAD_REQUEST'],
  ['a long document', `[${' '.repeat(1_048_575)}]`, {}, 413, 'PAYLOAD_TOO_LARGE'],
  ['a document that unpacks to a long one', gzipSync(' '.repeat(10_485_761)), gzip, 413, 'PAYLOAD_TOO_LARGE'],
  ['a long point', JSON.stringify([{ ...point(), text: 'x'.repeat(65_536) }]), {}, 413, 'PAYLOAD_TOO_LARGE'],
  ['a long line', JSON.stringify({ ...point(), text: 'x'.repeat(65_536) }), ndjson, 413, 'PAYLOAD_TOO_LARGE'],
  ['a line without end', gzipSync('x'.repeat(9_000_000)), { ...ndjson, ...gzip }, 413, 'PAYLOAD_TOO_LARGE'],
  ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['another packing', '[]', { 'content-encoding': 'br' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['no credential', '[]', { authorization: 'forged' }, 401, 'UNAUTHENTICATED'],
  ['the credential of somebody else', '[]', { authorization: 'customer' }, 403, 'FORBIDDEN'],
])('%s is refused with a code, and nothing is stored', async (_what, body, headers, status, code) => {
  const before = shared.telemetry.batches.length;

  const answer = await shared.send(body, headers);

  expect(answer).toMatchObject({ status, body: refused(code, { done: 0 }) });
  expect(shared.telemetry.batches).toHaveLength(before);
});

test('who shows nothing is told to', async () => {
  await using gateway = await openIngestGateway();

  const { status, headers } = await fetch(`${gateway.url}/telemetry/ingest`, {
    method: 'POST',
    body: new Blob(['[]']),
  });

  expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
});

test('while telemetry is away the sender hears how much is stored, and when to send it again', async () => {
  await using gateway = await openIngestGateway(
    storingTelemetry(async (batch) => {
      if (batch === 3) throw new Error('the secret is 42');
    }),
  );

  const { status, headers, body } = await gateway.send(linesOf(points(5_000)), ndjson);

  expect({ status, body }).toEqual({
    status: 503,
    body: refused('SUBGRAPH_UNAVAILABLE', { done: 2_000, accepted: 2_000 }),
  });
  expect(headers.get('retry-after')).toBe('2');
  expect(JSON.stringify(body)).not.toContain('secret');
});

test('whose a point is may be said, and is for telemetry to judge', async () => {
  await using gateway = await openIngestGateway();

  await gateway.send(JSON.stringify([{ ...point(), deviceId: 'another' }]));

  expect(gateway.telemetry.batches).toEqual([[{ ...point(), deviceId: 'another' }]]);
});
