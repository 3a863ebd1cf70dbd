import { graphVariable } from '@constellation/gateway';
import {
  freePort,
  type Log,
  makeGatewayKeys,
  type Mint,
  openLog,
  openMint,
  readGatewayKey,
  type ServerUrls,
} from '@constellation/kit';
import { forEachSubgraph, type ServedSubgraph } from '@constellation/schema';
import { type Counts, type ProcessKind, usualCounts } from './counts.ts';
import { type ProcessPlan, Supervised, type SupervisedOptions } from './supervised.ts';

type Variables = Readonly<Record<string, string>>;

export interface FleetOptions {
  /** They stay their opener's. */
  readonly servers: ServerUrls;
  /** How many processes of a kind, where it is not `usualCounts`. */
  readonly counts?: Partial<Counts>;
  /** Of the first gateway; those of the next ones follow. 0, the default, takes free ones. */
  readonly port?: number;
  /** Address that the gateways listen on. */
  readonly host?: string;
  /** More variables for every process, or for each by its name and its place among all: the subgraphs' in the order of `servedSubgraphs`, then the gateways'. */
  readonly environment?: Variables | ((name: string, place: number) => Variables);
  /** Whether processes are started again when they end unasked: yes, unless told otherwise. */
  readonly isRestarted?: boolean;
  readonly log?: Log;
  /** Told of every line that a process says. */
  tell?(name: string, line: string): void;
}

/** The graph as many processes on this machine. Disposing ends gateways first, then what they ask. */
export interface Fleet extends AsyncDisposable {
  readonly gateways: readonly Supervised[];
  readonly subgraphs: Readonly<Record<ServedSubgraph, readonly Supervised[]>>;
  /** All of them. */
  readonly processes: readonly Supervised[];
  /** For whoever asks subgraphs directly: with the gateways' key. */
  readonly mint: Mint;
}

const here = '127.0.0.1';
const scriptOf = (kind: ProcessKind) =>
  new URL(`../../../${kind === 'gateway' ? kind : `subgraphs/${kind}`}/src/main.ts`, import.meta.url);

/** Where the processes of a subgraph serve its graph. */
export const graphsOf = (processes: readonly { readonly url: string }[]): readonly string[] =>
  processes.map(({ url }) => `${url}/graphql`);

/**
 * Starts every process, and resolves when all are ready. Gateways have a key of this start, subgraphs know its public half.
 * @throws StartFailure with what it said when one of them ends before.
 */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { port = 0, isRestarted = true } = options;
  const counts = { ...usualCounts, ...options.counts };
  await using started = new AsyncDisposableStack();
  const start = (plans: readonly ProcessPlan[]) => startAll(started, plans, options);

  const keys = makeGatewayKeys();
  const believed = { CONSTELLATION_GATEWAY_PUBLIC_KEYS: keys.publicKeys };

  let before = 0;
  const subgraphs = await forEachSubgraph(async (name) => {
    const processes = start(await plan(name, counts[name], options, { before, more: believed }));
    before += processes.length;
    return processes;
  });
  const more = { CONSTELLATION_GATEWAY_KEY: keys.key, ...addressesOf(subgraphs) };
  const gateways = start(await plan('gateway', counts.gateway, options, { before, port, more }));
  const processes = [...gateways, ...Object.values(subgraphs).toReversed().flat()];
  await Promise.all(processes.map((each) => each.ready()));
  for (const each of processes) {
    each.isRestarted = isRestarted;
    if (isRestarted) each.start();
  }
  const running = started.move();
  return {
    gateways,
    subgraphs,
    processes,
    mint: openMint({ key: readGatewayKey(keys.key) }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** How a gateway is told where the subgraphs are. */
const addressesOf = (subgraphs: Fleet['subgraphs']): Variables =>
  Object.fromEntries(
    Object.entries(subgraphs).map(([name, processes]) => [graphVariable(name), graphsOf(processes).join(',')]),
  );

/** Ended together, before those that were started earlier. */
function startAll(started: AsyncDisposableStack, plans: readonly ProcessPlan[], options: FleetOptions): Supervised[] {
  const { log = openLog({ name: 'fleet', level: 'silent' }), tell = () => {} } = options;
  const supervised: SupervisedOptions = { log, tell };
  const processes = plans.map((each) => new Supervised(each, supervised));
  started.defer(async () => void (await Promise.all(processes.map((each) => each.stop()))));
  return processes;
}

/** What sets the processes of one kind apart from those of the others. */
interface Placing {
  /** How many processes there are already. */
  readonly before: number;
  readonly port: number;
  readonly more: Variables;
}

/** Subgraphs are for this machine's gateways only; everybody's port is chosen once. */
async function plan(
  kind: ProcessKind,
  count: number,
  { servers, host = here, environment = {} }: FleetOptions,
  { before = 0, port = 0, more = {} }: Partial<Placing> = {},
): Promise<ProcessPlan[]> {
  const address = kind === 'gateway' ? host : here;
  const plans: ProcessPlan[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `${kind}-${index + 1}`;
    const own = port === 0 ? await freePort() : port + index;
    plans.push({
      name,
      script: scriptOf(kind),
      url: `http://${address === '0.0.0.0' ? here : address}:${own}`,
      environment: {
        ...(kind !== 'gateway' && { DATABASE_URL: servers.databaseUrl }),
        NATS_URL: servers.natsUrl,
        REDIS_URL: servers.redisUrl,
        PORT: String(own),
        CONSTELLATION_HOST: address,
        ...more,
        ...(typeof environment === 'function' ? environment(name, before + index) : environment),
      },
    });
  }
  return plans;
}
