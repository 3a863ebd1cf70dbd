import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GatewayKeyPair, makeGatewayKeys, openMint, readGatewayKey } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import type { Supervised } from '../../src/distributed/supervised.ts';
import { openClient } from '../fixtures/client.ts';
import { openFleet } from '../fixtures/fleet.ts';
import { load } from '../fixtures/load.ts';
import { openVenue } from '../fixtures/venue.ts';

/** Files that processes read their keys from when they start. */
async function openKeyFiles() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'constellation-keys-'));
  const [key, publicKeys] = [join(folder.path, 'key.json'), join(folder.path, 'public-keys.json')];
  return {
    sign: (pair: GatewayKeyPair) => writeFile(key, pair.key),
    believe: (...pairs: readonly GatewayKeyPair[]) => writeFile(publicKeys, together(pairs)),
    environment: (name: string) =>
      name.startsWith('gateway')
        ? { CONSTELLATION_GATEWAY_KEY: key }
        : { CONSTELLATION_GATEWAY_PUBLIC_KEYS: publicKeys },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const together = (pairs: readonly GatewayKeyPair[]) =>
  JSON.stringify({ keys: pairs.flatMap(({ publicKeys }) => (JSON.parse(publicKeys) as { keys: object[] }).keys) });

/** Ended in order, one after the other, and there again. */
async function renew(processes: readonly Supervised[]): Promise<void> {
  for (const each of processes) {
    each.kill('SIGTERM');
    await each.ended();
    await each.ready();
  }
}

const statusFor = async ({ url }: Supervised, { key }: GatewayKeyPair): Promise<number> => {
  const token = await openMint({ key: readGatewayKey(key) }).tokenFor(administrator);
  return (await openClient(url).ask('{ __typename }', {}, { 'constellation-principal': token })).status;
};

test(
  'distributed platform: the key of the gateways is changed while requests go on, and nobody is refused',
  { timeout: 240_000 },
  async () => {
    const [old, fresh] = [makeGatewayKeys(), makeGatewayKeys()];
    await using files = await openKeyFiles();
    await files.sign(old);
    await files.believe(old);
    await using fleet = await openFleet({ counts: { venue: 2 }, environment: files.environment });
    const { gateways } = fleet;
    const kinds = Object.values(fleet.subgraphs);
    const subgraphs = kinds.flat();
    const renewSubgraphs = () => Promise.all(kinds.map(renew));
    const urls = gateways.map(({ url }) => url);
    const venue = await openVenue(openClient(urls[0] ?? ''), 4);
    const clients = load(urls, venue);
    const answered = async () => {
      const then = clients.answers();
      await expect.poll(clients.answers).toBeGreaterThan(then + 50);
    };
    await answered();

    await files.believe(old, fresh);
    await renewSubgraphs();
    await answered();
    await files.sign(fresh);
    await renew(gateways);
    await answered();
    await files.believe(fresh);
    await renewSubgraphs();
    await answered();
    await clients.end();

    expect(clients.failures).toEqual([]);
    expect(subgraphs.map((each) => each.output()).join()).not.toContain('refused somebody');
    expect(await Promise.all(subgraphs.map((each) => statusFor(each, old)))).toEqual(subgraphs.map(() => 401));
    expect(await Promise.all(subgraphs.map((each) => statusFor(each, fresh)))).toEqual(subgraphs.map(() => 200));
    expect([...gateways, ...subgraphs].map(({ restarts }) => restarts)).toEqual([
      ...gateways.map(() => 1),
      ...subgraphs.map(() => 2),
    ]);
  },
);
