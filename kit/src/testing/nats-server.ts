import { freePort } from '../database/embedded/free-port.ts';
import { greeting } from './greeting.ts';
import { privateDirectory } from './private-directory.ts';
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
  await using started = new AsyncDisposableStack();
  const port = await freePort();
  const store = started.use(await privateDirectory('nats'));
  const start = () =>
    startPrivately({
      name: 'nats-server',
      debianPackage: 'nats-server',
      args: ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', store.path],
      ready: async () => (await greeting(port)).startsWith('INFO'),
    });
  let server = await start();
  const kill = async () => server[Symbol.asyncDispose]();
  started.defer(kill);
  const running = started.move();

  return {
    url: `nats://127.0.0.1:${port}`,
    kill,
    restart: async () => {
      await kill();
      server = await start();
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
