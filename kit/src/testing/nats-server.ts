import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../servers/free-port.ts';
import { natsServer } from '../servers/nats.ts';
import { startProgram } from '../servers/program.ts';
import { privateDirectory } from './private-directory.ts';

/** A NATS server with JetStream of this test's own. */
export interface PrivateNats extends AsyncDisposable {
  readonly url: string;
  /** Ends it without warning; what it had acknowledged stays on disk. */
  kill(): Promise<void>;
  /** Stops it without ending a connection, until it goes on. */
  fallSilent(): void;
  goOn(): void;
  /** Ends it without warning if it runs, and starts it at the same address with the same data. */
  restart(): Promise<void>;
  /** The same, but without its data. */
  loseData(): Promise<void>;
  /** Starts it again with a copy of its data put aside, to which `rewind` takes it back. */
  remember(): Promise<void>;
  rewind(): Promise<void>;
}

export async function startNats(): Promise<PrivateNats> {
  await using started = new AsyncDisposableStack();
  const port = await freePort();
  const store = started.use(await privateDirectory('nats'));
  const start = () => startProgram(natsServer(port, store.path));
  let server = await start();
  const kill = async () => server[Symbol.asyncDispose]();
  started.defer(kill);
  const running = started.move();

  return {
    url: `nats://127.0.0.1:${port}`,
    kill,
    fallSilent: () => server.fallSilent(),
    goOn: () => server.goOn(),
    restart: async () => {
      await kill();
      server = await start();
    },
    remember: async () => {
      await kill();
      await cp(join(store.path, 'jetstream'), join(store.path, 'remembered'), { recursive: true });
      server = await start();
    },
    rewind: async () => {
      await kill();
      await rm(join(store.path, 'jetstream'), { recursive: true });
      await cp(join(store.path, 'remembered'), join(store.path, 'jetstream'), { recursive: true });
      server = await start();
    },
    loseData: async () => {
      await kill();
      await rm(join(store.path, 'jetstream'), { recursive: true });
      server = await start();
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
