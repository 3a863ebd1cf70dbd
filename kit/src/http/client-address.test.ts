import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import type { Routes } from './app.ts';
import { openHttp } from './server.ts';

const log = openLog({ name: 'test', level: 'silent' });
const routes: Routes = (app) => {
  app.get('/address', async ({ ip }) => ({ ip }));
};

async function addressBy(trustedProxies: readonly string[], said: string): Promise<unknown> {
  await using server = await openHttp({ port: 0, log, routes: [routes], trustedProxies });
  const response = await fetch(`${server.url}/address`, { headers: { 'x-forwarded-for': said } });
  return await response.json();
}

test('where a request comes from is what the connection says, whatever the client claims', async () => {
  expect(await addressBy([], '203.0.113.7')).toEqual({ ip: '127.0.0.1' });
  expect(await addressBy(['10.0.0.0/8'], '203.0.113.7')).toEqual({ ip: '127.0.0.1' });
});

test('a load balancer is believed, and not what its client has written before it', async () => {
  expect(await addressBy(['loopback'], '203.0.113.7')).toEqual({ ip: '203.0.113.7' });
  expect(await addressBy(['loopback'], '198.51.100.1, 203.0.113.7')).toEqual({ ip: '203.0.113.7' });
});
