import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../servers/free-port.ts';
import { greeting } from '../servers/greeting.ts';
import { startProgram } from '../servers/program.ts';

/** A master, its replica and a sentinel over both, as ports on this machine. */
export interface PrivateSentinels extends AsyncDisposable {
  readonly masterName: string;
  /** The master and the replica as they began. */
  readonly masterPort: number;
  readonly replicaPort: number;
  readonly sentinelPort: number;
  /** Which of them the sentinel calls the master now. */
  master(): Promise<number>;
  /** How many of our connections the master has now. */
  connections(): Promise<number>;
  /** Has the sentinel make the replica the master; false while it is not prepared to. */
  failOver(): Promise<boolean>;
  /** Ends one of the two without warning. */
  kill(port: number): Promise<void>;
}

/** The sentinel gives a silent master up after a second. */
export async function startSentinels(): Promise<PrivateSentinels> {
  const masterName = 'constellation';
  const [masterPort, replicaPort, sentinelPort] = [await freePort(), await freePort(), await freePort()];
  await using started = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'constellation-sentinel-'));
  started.defer(() => rm(folder, { recursive: true, force: true }));
  const master = started.use(await redis(masterPort, ['--save', '', '--dir', folder], 'PING', '+PONG'));
  const follow = ['--save', '', '--dir', folder, '--replicaof', '127.0.0.1', String(masterPort)];
  const replica = started.use(await redis(replicaPort, follow, 'INFO replication', 'master_link_status:up'));
  const settings = join(folder, 'sentinel.conf');
  await writeFile(settings, settingsFor(masterName, masterPort));
  started.use(
    await redis(sentinelPort, ['--sentinel'], `SENTINEL REPLICAS ${masterName}`, `127.0.0.1:${replicaPort}`, settings),
  );
  const ask = (command: string) => greeting(sentinelPort, `SENTINEL ${command} ${masterName}\r\n`);
  const masterNow = async () => Number((await ask('GET-MASTER-ADDR-BY-NAME')).trim().split('\r\n').at(-1));
  const running = started.move();
  return {
    masterName,
    masterPort,
    replicaPort,
    sentinelPort,
    master: masterNow,
    connections: async () =>
      (await greeting(await masterNow(), 'CLIENT LIST\r\n')).match(/ name=constellation/g)?.length ?? 0,
    failOver: async () => (await ask('FAILOVER')).startsWith('+OK'),
    kill: async (port) => (port === masterPort ? master : replica)[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const settingsFor = (masterName: string, port: number) => `
  sentinel monitor ${masterName} 127.0.0.1 ${port} 1
  sentinel down-after-milliseconds ${masterName} 1000
  sentinel failover-timeout ${masterName} 3000
`;

const redis = (port: number, args: readonly string[], question: string, answer: string, settings?: string) =>
  startProgram({
    name: 'redis-server',
    debianPackage: 'redis-server',
    args: [...(settings ? [settings] : []), '--bind', '127.0.0.1', '--port', String(port), ...args],
    ready: async () => (await greeting(port, `${question}\r\n`)).includes(answer),
  });
