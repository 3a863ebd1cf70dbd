import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../database/embedded/free-port.ts';
import { greeting } from '../testing/greeting.ts';
import { startPrivately } from '../testing/private-process.ts';

/** A master, its replica and a sentinel over both, as ports on this machine. */
export interface PrivateSentinels extends AsyncDisposable {
  readonly masterName: string;
  readonly masterPort: number;
  readonly replicaPort: number;
  readonly sentinelPort: number;
}

export async function startSentinels(): Promise<PrivateSentinels> {
  const masterName = 'constellation';
  const [masterPort, replicaPort, sentinelPort] = [await freePort(), await freePort(), await freePort()];
  await using started = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'constellation-sentinel-'));
  started.defer(() => rm(folder, { recursive: true, force: true }));
  started.use(await redis(masterPort, ['--save', '', '--dir', folder], 'PING', '+PONG'));
  const follow = ['--save', '', '--dir', folder, '--replicaof', '127.0.0.1', String(masterPort)];
  started.use(await redis(replicaPort, follow, 'INFO replication', 'master_link_status:up'));
  const settings = join(folder, 'sentinel.conf');
  await writeFile(settings, `sentinel monitor ${masterName} 127.0.0.1 ${masterPort} 1\n`);
  started.use(
    await redis(sentinelPort, ['--sentinel'], `SENTINEL REPLICAS ${masterName}`, `127.0.0.1:${replicaPort}`, settings),
  );
  const running = started.move();
  return { masterName, masterPort, replicaPort, sentinelPort, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

const redis = (port: number, args: readonly string[], question: string, answer: string, settings?: string) =>
  startPrivately({
    name: 'redis-server',
    debianPackage: 'redis-server',
    args: [...(settings ? [settings] : []), '--bind', '127.0.0.1', '--port', String(port), ...args],
    ready: async () => (await greeting(port, `${question}\r\n`)).includes(answer),
  });
