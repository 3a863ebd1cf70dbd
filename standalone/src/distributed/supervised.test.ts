import { once } from 'node:events';
import { createServer } from 'node:http';
import { freePort, openLog } from '@constellation/kit';
import { expect, test } from 'vitest';
import { Supervised } from './supervised.ts';

const log = openLog({ name: 'test', level: 'silent' });
const script = new URL('answering-process-for-tests.ts', import.meta.url);

async function open(lines: string[] = []) {
  const port = await freePort();
  const plan = { name: 'test-1', script, url: `http://127.0.0.1:${port}`, environment: { PORT: String(port) } };
  const supervised = new Supervised(plan, { log, tell: (name, line) => void lines.push(`${name} ${line}`) });
  return { supervised, [Symbol.asyncDispose]: () => supervised.stop() };
}

test('a process that is killed is back at its address, until it is to stop', async () => {
  await using opened = await open();
  const { supervised } = opened;
  await supervised.ready();
  supervised.isRestarted = true;
  const { pid } = supervised;

  supervised.kill('SIGKILL');
  await supervised.ended();
  await supervised.ready();

  expect(supervised.restarts).toBe(1);
  expect(supervised.pid).not.toBe(pid);

  await supervised.stop();

  expect([supervised.pid, supervised.restarts]).toEqual([undefined, 1]);
});

test('a process that has stopped dead is ended too', async () => {
  await using opened = await open();
  const { supervised } = opened;
  await supervised.ready();

  supervised.kill('SIGSTOP');
  await supervised.stop();

  expect(supervised.pid).toBeUndefined();
});

test('one that is not to be started again stays away until it is started', async () => {
  await using opened = await open();
  const { supervised } = opened;
  await supervised.ready();

  supervised.kill('SIGKILL');
  await supervised.ended();
  const readiness = supervised.ready();

  await expect(readiness).rejects.toThrow(/^test-1 ended before it was ready:\n\{"level":"warn"/);
  supervised.start();
  await supervised.ready();
  expect(supervised.restarts).toBe(1);
});

test('what another program answers at its address is not taken for it', async () => {
  const port = await freePort();
  const other = createServer((_request, response) => void response.end()).listen(port, '127.0.0.1');
  await once(other, 'listening');
  const plan = { name: 'test-1', script, url: `http://127.0.0.1:${port}`, environment: { PORT: String(port) } };

  const supervised = new Supervised(plan, { log, tell: () => {} });

  await expect(supervised.ready()).rejects.toThrow(/^test-1 ended before it was ready:\n[^]*EADDRINUSE/);
  await supervised.stop();
  other.close();
});

test('what it says is known line by line', async () => {
  const lines: string[] = [];
  await using opened = await open(lines);

  await expect.poll(() => lines.length).toBe(2);

  expect(lines).toEqual([expect.stringMatching(/^test-1 \{"level":"warn".*\}$/), 'test-1 plain']);
  expect(opened.supervised.output()).toMatch(/^\{.*\}\nplain$/);
});
