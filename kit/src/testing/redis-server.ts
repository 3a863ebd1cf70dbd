import { tmpdir } from 'node:os';
import { freePort } from '../database/embedded/free-port.ts';
import { greeting } from './greeting.ts';
import { startPrivately } from './private-process.ts';

/** A Redis server of this test's own, which forgets everything when it ends. */
export interface PrivateRedis extends AsyncDisposable {
  readonly url: string;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Makes it forget everything. */
  flush(): Promise<void>;
  /** Ends it without warning if it runs, and starts it empty at the same address. */
  restart(): Promise<void>;
}

export async function startRedis(): Promise<PrivateRedis> {
  const port = await freePort();
  const start = () =>
    startPrivately({
      name: 'redis-server',
      debianPackage: 'redis-server',
      args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no', '--dir', tmpdir()],
      ready: async () => (await greeting(port, 'PING\r\n')).startsWith('+PONG'),
    });
  let server = await start();
  const kill = async () => server[Symbol.asyncDispose]();

  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    flush: async () => void (await greeting(port, 'FLUSHALL\r\n')),
    restart: async () => {
      await kill();
      server = await start();
    },
    [Symbol.asyncDispose]: kill,
  };
}
