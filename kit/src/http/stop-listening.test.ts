import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextRound } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { stopListening } from './stop-listening.ts';

async function open(): Promise<{ server: Server; port: number }> {
  const server = createServer((_request, response) => {
    response.setHeader('connection', 'close').end('answer');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

/** In a thread of their own, five clients connect and ask; they say so by a number that both threads share. */
const clients = `
  const { connect } = require('node:net');
  const { text } = require('node:stream/consumers');
  const { parentPort, workerData: { port, connected } } = require('node:worker_threads');
  const ask = async () => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('GET / HTTP/1.1\\r\\nhost: test\\r\\n\\r\\n');
      Atomics.add(connected, 0, 1);
      Atomics.notify(connected, 0);
    });
    return (await text(socket).catch(({ code }) => code)).split('\\r\\n')[0];
  };
  Promise.all(Array.from({ length: 5 }, ask)).then((answers) => parentPort.postMessage(answers));`;

test('whoever waits to be accepted when the server stops is accepted and answered', async () => {
  const { server, port } = await open();
  const connected = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(clients, { eval: true, workerData: { port, connected } });
  const answers = once(worker, 'message');
  await once(worker, 'online');

  // Meanwhile this thread accepts nobody.
  for (let known = 0; known < 5; known = Atomics.load(connected, 0)) Atomics.wait(connected, 0, known, 5_000);
  await stopListening(server);

  expect(await answers).toEqual([Array.from({ length: 5 }, () => 'HTTP/1.1 200 OK')]);
});

test('whoever has connected and not asked yet is still answered', async () => {
  const { server, port } = await open();
  const client = connect(port, '127.0.0.1');
  await once(server, 'connection');

  const stopped = stopListening(server);
  await expect.poll(() => server.listening, { interval: 1 }).toBe(false);
  client.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');

  expect(await text(client)).toMatch(/^HTTP\/1\.1 200 /);
  await stopped;
});

test('who has asked while the server had other things to do is answered', async () => {
  const { server, port } = await open();
  const client = connect(port, '127.0.0.1');
  await once(server, 'connection');

  const stopped = stopListening(server);
  await expect.poll(() => server.listening, { interval: 1 }).toBe(false);
  await nextRound();
  client.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);

  expect(await text(client)).toMatch(/^HTTP\/1\.1 200 /);
  await stopped;
});

test('who has connected and never asks is not waited for', async () => {
  const { server, port } = await open();
  const client = connect(port, '127.0.0.1');
  await once(server, 'connection');

  await stopListening(server);

  expect(await text(client)).toBe('');
});
