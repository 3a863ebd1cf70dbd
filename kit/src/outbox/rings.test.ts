import { expect, test } from 'vitest';
import type { KeyValue } from '../key-value/key-value.ts';
import { memoryKeyValue } from '../key-value/memory.ts';
import { openLog } from '../log.ts';
import { partitionCount } from './append.ts';
import { openRings } from './rings.ts';

const log = openLog({ name: 'test', level: 'silent' });

/** A relay that owns so many partitions and counts how often it is rung. */
function aRelay(owned: number) {
  let rung = 0;
  return { owned: () => owned, ring: () => (rung += 1), rung: () => rung };
}

/** A store that counts what is published, each only when it is let. */
function slowStore(store: KeyValue) {
  const gates: (() => void)[] = [];
  const publish: KeyValue['publish'] = async (channel, message) => {
    await new Promise<void>((resolve) => gates.push(resolve));
    await store.publish(channel, message);
  };
  return { keyValue: { ...store, subscribe: store.subscribe.bind(store), publish }, gates };
}

test('a commit rings the relay of the process that owns the partitions, wherever it was made', async () => {
  await using keyValue = memoryKeyValue();
  const [owner, standby] = [aRelay(partitionCount), aRelay(0)];
  await using _owner = openRings({ keyValue, channel: 'outbox', relay: owner, log });
  await using rings = openRings({ keyValue, channel: 'outbox', relay: standby, log });
  await using _elsewhere = openRings({ keyValue, channel: 'another outbox', relay: standby, log });

  await expect
    .poll(() => {
      rings.ring();
      return owner.rung();
    })
    .toBeGreaterThan(0);

  expect(standby.rung()).toBe(0);
});

test('who owns all partitions tells nobody', async () => {
  await using store = memoryKeyValue();
  const { keyValue, gates } = slowStore(store);
  const relay = aRelay(partitionCount);
  await using rings = openRings({ keyValue, channel: 'outbox', relay, log });

  rings.ring();

  expect(relay.rung()).toBe(1);
  expect(gates).toEqual([]);
});

test('commits that come while others are told are told of once more, not each', async () => {
  await using store = memoryKeyValue();
  const { keyValue, gates } = slowStore(store);
  await using rings = openRings({ keyValue, channel: 'outbox', relay: aRelay(0), log });

  for (let commits = 0; commits < 50; commits += 1) rings.ring();
  gates[0]?.();
  await expect.poll(() => gates.length).toBe(2);
  gates[1]?.();

  await store.ping();
  expect(gates).toHaveLength(2);
});
