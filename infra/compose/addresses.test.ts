import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { graphsIn, readEnvironment } from '../../gateway/src/env.ts';
import { addressesIn, deadEnds } from './addresses.ts';
import { type ComposeFile, madeUp, processesOf, readCompose } from './compose-file.ts';

const compose = readCompose(madeUp);
const processes = processesOf(compose);
const { NATS_URL = '', CONSTELLATION_REDIS_SENTINELS: sentinels = '', ...settings } = processes[0]?.environment ?? {};
const text = (path: string) => readFileSync(`infra/${path}`, 'utf8');
const hostsIn = (addresses: string) => addressesIn(addresses).map(({ host }) => host);
const servicesLike = (name: string) => Object.keys(compose.services).filter((each) => each.startsWith(name));
const processesOfRole = (wanted: string) => processes.filter(({ role }) => role === wanted).map(({ name }) => name);

test('an address is a name and a port', () => {
  expect(addressesIn('http://a-1:4000/graphql,http://b:80 # c:1\nlisten 127.0.0.1:99')).toEqual([
    { host: 'a-1', port: 4000 },
    { host: 'b', port: 80 },
  ]);
});

test('an address leads nowhere without the service, its port or a network to it', () => {
  const healthcheck = { test: [] };
  const cafe = { image: 'postgres:18', networks: ['inner'], healthcheck, restart: '' };
  const house: ComposeFile = { services: { cafe, guest: { ...cafe, networks: ['edge'] } }, networks: {}, volumes: {} };

  expect(deadEnds(house, 'cafe', addressesIn('nobody:1 cafe:1 cafe:5432 guest:5432'))).toEqual([
    'cafe: there is no service nobody',
    'cafe: cafe does not listen on 1',
    'cafe: no network leads to guest',
  ]);
});

test.for(processes)('every address that $name is given leads to a service', ({ name, environment }) => {
  const addresses = Object.values(environment).flatMap(addressesIn);

  expect(addresses.length).toBeGreaterThan(6);
  expect(deadEnds(compose, name, addresses)).toEqual([]);
});

describe('of several that do the same, every one is known', () => {
  test.for(processes)('to $name', ({ environment }) => {
    expect(hostsIn(environment['NATS_URL'] ?? '')).toEqual(servicesLike('nats-'));
    expect(hostsIn(environment['CONSTELLATION_REDIS_SENTINELS'] ?? '')).toEqual(servicesLike('sentinel-'));
  });

  test.for(processes.filter(({ role }) => role === 'gateway'))('subgraphs to $name', ({ environment }) => {
    for (const [name, addresses] of Object.entries(graphsIn(readEnvironment(environment))))
      expect(hostsIn(addresses.join())).toEqual(processesOfRole(name));
  });

  test('gateways to the load balancer', () => {
    const config = text('haproxy/haproxy.cfg');

    expect(hostsIn(config)).toEqual(processesOfRole('gateway'));
    expect(deadEnds(compose, 'load-balancer', addressesIn(config))).toEqual([]);
  });

  test('NATS servers to each other', () => {
    const [, routes = ''] = /routes: \[(.*)\]/.exec(text('nats/nats.conf')) ?? [];

    expect(hostsIn(routes)).toEqual(servicesLike('nats-'));
    expect(deadEnds(compose, 'nats-1', addressesIn(routes))).toEqual([]);
    expect(servicesLike('nats-').map((name) => compose.services[name]?.command?.at(-1))).toEqual(servicesLike('nats-'));
  });
});

test('sentinels watch the master that processes ask for, and most of them must agree', () => {
  const [, master, host, port, quorum] =
    /sentinel monitor (\S+) (\S+) (\d+) (\d+)/.exec(text('valkey/sentinel.conf')) ?? [];

  expect(master).toBe(settings['CONSTELLATION_REDIS_MASTER']);
  expect(deadEnds(compose, 'sentinel-1', addressesIn(`${host}:${port}`))).toEqual([]);
  expect(Number(quorum)).toBe(Math.floor(hostsIn(sentinels).length / 2) + 1);
  expect(Number(settings['CONSTELLATION_NATS_REPLICAS'])).toBe(hostsIn(NATS_URL).length);
});

test('the load balancer publishes the graph where one process alone would', () => {
  expect(compose.services['load-balancer']?.ports).toEqual(['127.0.0.1:4000:4000']);
  expect(text('haproxy/haproxy.cfg')).toContain('bind :4000\n');
});

test('gateways hear from the load balancer alone where a request is from, and it believes no client', () => {
  const trusted = processes.flatMap(({ environment: { CONSTELLATION_TRUSTED_PROXIES: proxies } }) => proxies ?? []);
  const config = text('haproxy/haproxy.cfg').split('\n');

  expect(compose.services['load-balancer']?.networks).toEqual({ edge: { ipv4_address: trusted[0] } });
  expect(trusted).toEqual(processesOfRole('gateway').map(() => trusted[0]));
  expect(compose.networks['edge']).toEqual({
    ipam: {
      config: [{ subnet: '172.31.240.0/24', ip_range: '172.31.240.128/25', gateway: '172.31.240.1' }],
    },
  });
  expect(config).toEqual(
    expect.arrayContaining(
      ['x-forwarded-host', 'x-forwarded-for'].map((name) => `    http-request del-header ${name}`),
    ),
  );
  expect(config).toContain('    option forwardfor');
});
