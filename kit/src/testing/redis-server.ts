import { tmpdir } from 'node:os';
import { freePort } from '../servers/free-port.ts';
import { greeting } from '../servers/greeting.ts';
import { startProgram } from '../servers/program.ts';
import { redisServer } from '../servers/redis.ts';

/** A Redis server of this test's own, which forgets everything when it ends. */
export interface PrivateRedis extends AsyncDisposable {
  readonly url: string;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Stops it without ending a connection, until it goes on. */
  fallSilent(): void;
  goOn(): void;
  /** Makes it forget everything. */
  flush(): Promise<void>;
  /** Ends it without warning if it runs, and starts it empty at the same address. */
  restart(): Promise<void>;
}

export async function startRedis(): Promise<PrivateRedis> {
  const port = await freePort();
  const start = () => startProgram(redisServer(port, tmpdir()));
  let server = await start();
  const kill = async () => server[Symbol.asyncDispose]();

  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    fallSilent: () => server.fallSilent(),
    goOn: () => server.goOn(),
    flush: async () => void (await greeting(port, 'FLUSHALL\r\n')),
    restart: async () => {
      await kill();
      server = await start();
    },
    [Symbol.asyncDispose]: kill,
  };
}
