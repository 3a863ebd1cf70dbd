import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { freePort } from '../servers/free-port.ts';
import { natsServer } from '../servers/nats.ts';
import { type RunningProgram, startProgram } from '../servers/program.ts';
import { privateDirectory } from './private-directory.ts';

/** Three NATS servers with JetStream of this test's own, which keep streams together. */
export interface PrivateNatsCluster extends AsyncDisposable {
  /** All of them, separated by commas. */
  readonly url: string;
  /** Which of them leads a stream. */
  leaderOf(stream: string): Promise<string>;
  /** Ends one of them without warning; what it had acknowledged stays on disk. */
  kill(name: string): Promise<void>;
  /** Starts one that was killed, with its data. */
  start(name: string): Promise<void>;
  /** Ends all of them without warning and starts them with their data. */
  restart(): Promise<void>;
  /** The same, but without their data. */
  loseData(): Promise<void>;
  /** Resolves when all of them are there and keep streams. */
  whole(): Promise<void>;
}

interface Member {
  readonly name: string;
  readonly port: number;
  readonly directory: string;
  readonly args: readonly string[];
  running?: RunningProgram | undefined;
}

const size = 3;
const patienceMs = 60_000;

export async function startNatsCluster(): Promise<PrivateNatsCluster> {
  await using started = new AsyncDisposableStack();
  const { path } = started.use(await privateDirectory('nats-cluster'));
  const members = await plan(path);
  const start = async (each: Member) => {
    each.running ??= await startProgram(natsServer(each.port, each.directory, each.args));
  };
  const kill = async (each: Member) => {
    await each.running?.[Symbol.asyncDispose]();
    each.running = undefined;
  };
  const all = async (work: (each: Member) => Promise<void>) => void (await Promise.all(members.map(work)));
  const named = (name: string) => {
    const found = members.find((each) => each.name === name);
    if (!found) throw new Error(`There is no server ${name}`);
    return found;
  };
  const url = members.map(({ port }) => `nats://127.0.0.1:${port}`).join(',');
  const whole = () => becomesWhole(members);
  started.defer(() => all(kill));
  await all(start);
  await whole();
  const running = started.move();
  return {
    url,
    leaderOf: (stream) => leaderOf(members, stream),
    kill: (name) => kill(named(name)),
    start: (name) => start(named(name)),
    restart: async () => {
      await all(kill);
      await all(start);
      await whole();
    },
    loseData: async () => {
      await all(kill);
      await all(({ directory }) => rm(directory, { recursive: true }));
      await all(start);
      await whole();
    },
    whole,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Every server has a name, a port for clients, one for the others, and a directory. */
async function plan(path: string): Promise<Member[]> {
  const names = Array.from({ length: size }, (_, index) => `nats-${index + 1}`);
  const places: { name: string; port: number; routePort: number }[] = [];
  for (const name of names) places.push({ name, port: await freePort(), routePort: await freePort() });
  const routes = places.map(({ routePort }) => `nats://127.0.0.1:${routePort}`).join(',');
  return places.map(({ name, port, routePort }) => {
    const cluster = ['--cluster_name', 'tests', '--cluster', `nats://127.0.0.1:${routePort}`, '--routes', routes];
    return { name, port, directory: join(path, name), args: ['--server_name', name, ...cluster] };
  });
}

/** What a server that runs knows of a stream, if it answers. */
async function ask<Answer>(
  members: readonly Member[],
  question: (manager: Awaited<ReturnType<typeof jetstreamManager>>) => Promise<Answer>,
): Promise<Answer | undefined> {
  const servers = members.filter(({ running }) => running).map(({ port }) => `127.0.0.1:${port}`);
  try {
    const connection = await connect({ servers, timeout: 1_000, reconnect: false });
    try {
      return await question(await jetstreamManager(connection, { timeout: 2_000 }));
    } finally {
      await connection.close();
    }
  } catch {
    return undefined;
  }
}

async function leaderOf(members: readonly Member[], stream: string): Promise<string> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const leader = await ask(members, async ({ streams }) => (await streams.info(stream)).cluster?.leader);
    if (leader) return leader;
    if (performance.now() > deadline) throw new Error(`Nobody leads ${stream}`);
    await delay(50);
  }
}

/** A stream on all servers can be made when all of them have found each other. */
async function becomesWhole(members: readonly Member[]): Promise<void> {
  const deadline = performance.now() + patienceMs;
  const probe = { name: 'PROBE', subjects: ['probe'], num_replicas: members.length };
  while (!(await ask(members, async ({ streams }) => (await streams.add(probe)) && streams.delete(probe.name)))) {
    if (performance.now() > deadline) throw new Error('The NATS servers do not find each other');
    await delay(100);
  }
}
