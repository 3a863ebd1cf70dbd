import { afterAll, beforeAll } from 'vitest';
import { openLog } from '../log.ts';
import { type PrivateNats, startNats } from '../testing/nats-server.ts';
import { busContract } from './contract/contract.ts';
import { jetstreamBus } from './jetstream.ts';

let server: PrivateNats;

beforeAll(async () => {
  server = await startNats();
});
afterAll(() => server[Symbol.asyncDispose]());

busContract({
  open: () => jetstreamBus({ servers: server.url, log: openLog({ name: 'test', level: 'silent' }) }),
  cut: () => server.restart(),
  loseData: () => server.loseData(),
});
