import { once } from 'node:events';
import { expect, test } from 'vitest';
import { linesOf, openIngestGateway, points } from '../testing/ingest-gateway.ts';
import { storingTelemetry } from '../testing/storing-telemetry.ts';

test('a sender is read no faster than telemetry stores', async () => {
  const release = Promise.withResolvers<void>();
  await using gateway = await openIngestGateway(storingTelemetry(() => release.promise));
  const body = Buffer.from(linesOf(points(400_000)));
  const socket = gateway.begin('device', body.length);
  const unread = () => socket.writableLength;

  for (let from = 0; from < body.length; from += 65_536) socket.write(body.subarray(from, from + 65_536));
  await expect.poll(() => gateway.telemetry.batches.length).toBe(1);
  for (let turn = 0; turn < 50; turn += 1) await (await fetch(`${gateway.url}/healthz`)).arrayBuffer();

  expect(unread()).toBeGreaterThan(body.length / 2);
  expect(gateway.telemetry.batches).toHaveLength(1);
  release.resolve();
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 [^]*"accepted":400000/);
  socket.destroy();
}, 60_000);

test('a client that goes away in the middle takes nothing along', async () => {
  await using gateway = await openIngestGateway();
  const socket = gateway.begin('device', 1_000_000);

  socket.write(linesOf(points(1_500)));
  await expect.poll(() => gateway.telemetry.batches.length).toBe(1);
  socket.destroy();

  await expect.poll(() => gateway.telemetry.batches.map(({ length }) => length)).toEqual([1_000, 500]);
  expect(gateway.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  expect(await gateway.send('[]')).toMatchObject({ status: 200, body: { accepted: 0 } });
});

test.each([
  ['forged', 401],
  ['customer', 403],
])('who is refused (%s) hears so while they send, and is not listened to for long', async (authorization, status) => {
  await using gateway = await openIngestGateway();
  const socket = gateway.begin(authorization, 1_000_000_000);
  const closed = Promise.withResolvers<void>();
  let said = '';
  socket.on('data', (chunk) => (said += String(chunk)));
  // It may be cut off in the middle of a word.
  socket.on('error', () => {});
  socket.once('close', () => closed.resolve());

  const sending = setInterval(() => socket.write(linesOf(points(1_000))), 10);
  await closed.promise;
  clearInterval(sending);

  expect(said).toMatch(`HTTP/1.1 ${status}`);
});
