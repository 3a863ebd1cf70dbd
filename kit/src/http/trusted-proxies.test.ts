import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { hostOf, trusting } from './trusted-proxies.ts';

test.each<[proxies: string[], address: string | undefined, trusted: boolean]>([
  [[], '127.0.0.1', false],
  [['10.0.0.0/8'], '10.200.3.4', true],
  [['10.0.0.0/8'], '11.0.0.1', false],
  [['10.0.0.0/8'], '::ffff:10.1.2.3', true],
  [['192.0.2.7', '2001:db8::/32'], '192.0.2.7', true],
  [['192.0.2.7', '2001:db8::/32'], '2001:db8:1::5', true],
  [['192.0.2.7', '2001:db8::/32'], '192.0.2.8', false],
  [['uniquelocal'], '172.31.255.1', true],
  [['uniquelocal'], 'fd00::1', true],
  [['uniquelocal'], '8.8.8.8', false],
  [['loopback'], '::1', true],
  [['loopback'], 'localhost', false],
  [['loopback'], 'nonsense', false],
  [['loopback'], undefined, false],
])('of those who trust %j, %s is trusted: %s', (proxies, address, trusted) => {
  expect(trusting(proxies)(address)).toBe(trusted);
});

test.each(['nowhere', '10.0.0.0/99', '10.0.0.0/x', ''])('%j is no proxy that could be trusted', (proxy) => {
  expect(() => trusting([proxy])).toThrow(/[Ii]nvalid|out of range/);
});

async function hostBy(proxies: readonly string[], forwarded?: string): Promise<string> {
  const server = createServer((request, response) => void response.end(hostOf(request, trusting(proxies))));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const headers = { connection: 'close', ...(forwarded !== undefined && { 'x-forwarded-host': forwarded }) };
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers });
  server.close();
  return (await answer.text()).replace(port, 'port');
}

test('the host that was asked for is what the request says, and what a trusted proxy says of it', async () => {
  expect(await hostBy([])).toBe('127.0.0.1:port');
  expect(await hostBy([], 'graph.example.org')).toBe('127.0.0.1:port');
  expect(await hostBy(['10.0.0.0/8'], 'graph.example.org')).toBe('127.0.0.1:port');
  expect(await hostBy(['loopback'], 'graph.example.org')).toBe('graph.example.org');
  expect(await hostBy(['loopback'], 'forged.example.org, graph.example.org')).toBe('graph.example.org');
  expect(await hostBy(['loopback'])).toBe('127.0.0.1:port');
});
