import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../database/embedded/free-port.ts';
import { greeting } from './greeting.ts';
import { startPrivately } from './private-process.ts';

/** A NATS server with JetStream of this test's own. */
export interface PrivateNats extends AsyncDisposable {
  readonly url: string;
  /** Ends it without warning; what it had acknowledged stays on disk. */
  kill(): Promise<void>;
  /** Ends it without warning if it runs, and starts it at the same address with the same data. */
  restart(): Promise<void>;
}

export async function startNats(): Promise<PrivateNats> {
  const port = await freePort();
  const store = await mkdtemp(join(tmpdir(), 'constellation-nats-'));
  const start = () =>
    startPrivately({
      name: 'nats-server',
      debianPackage: 'nats-server',
      args: ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', store],
      ready: async () => (await greeting(port)).startsWith('INFO'),
    });
  const forget = () => rm(store, { recursive: true, force: true });
  let server = await start().catch(async (error: unknown) => {
    await forget();
    throw error;
  });
  const kill = async () => server[Symbol.asyncDispose]();

  return {
    url: `nats://127.0.0.1:${port}`,
    kill,
    restart: async () => {
      await kill();
      server = await start();
    },
    [Symbol.asyncDispose]: async () => {
      await kill();
      await forget();
    },
  };
}
