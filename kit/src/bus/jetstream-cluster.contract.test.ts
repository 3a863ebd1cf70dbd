import { afterAll, beforeAll, inject } from 'vitest';
import { openLog } from '../log.ts';
import { type PrivateNatsCluster, startNatsCluster } from '../testing/nats-cluster.ts';
import { everydayContract, publishingContract } from './contract/contract.ts';
import { jetstreamBus } from './jetstream.ts';

let cluster: PrivateNatsCluster;

beforeAll(async () => {
  cluster = await startNatsCluster();
}, 60_000);
afterAll(() => cluster[Symbol.asyncDispose]());

/**
 * What a cluster might do otherwise than a server of its own; all of it in the full run. What becomes of it in an outage is
 * tested with the whole graph: a cluster takes longer to come back than these tests wait.
 */
const contract = inject('size') === 'full' ? everydayContract : publishingContract;

contract({
  open: () => jetstreamBus({ servers: cluster.url, replicas: 3, log: openLog({ name: 'test', level: 'silent' }) }),
  cut: () => cluster.restart(),
  loseData: () => cluster.loseData(),
});
