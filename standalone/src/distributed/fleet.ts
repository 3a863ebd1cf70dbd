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
import { type ProcessPlan, Supervised, type SupervisedOptions } from './supervised.ts';

type Variables = Readonly<Record<string, string>>;

export interface FleetOptions {
  /** They stay their opener's. */
  readonly servers: ServerUrls;
  /** How many processes of each kind: two, two, one and one, unless told otherwise. */
  readonly gateways?: number;
  readonly bookings?: number;
  readonly venues?: number;
  readonly identities?: number;
  /** Of the first gateway; those of the next ones follow. 0, the default, takes free ones. */
  readonly port?: number;
  /** Address that the gateways listen on. */
  readonly host?: string;
  /** More variables for every process, or for each by its name and its place among all: venues, bookings, identities, gateways. */
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
  readonly bookings: readonly Supervised[];
  readonly venues: readonly Supervised[];
  readonly identities: readonly Supervised[];
  /** All of them. */
  readonly processes: readonly Supervised[];
  /** For whoever asks subgraphs directly: with the gateways' key. */
  readonly mint: Mint;
}

const here = '127.0.0.1';
const scripts = {
  gateway: new URL('../../../gateway/src/main.ts', import.meta.url),
  booking: new URL('../../../subgraphs/booking/src/main.ts', import.meta.url),
  venue: new URL('../../../subgraphs/venue/src/main.ts', import.meta.url),
  identity: new URL('../../../subgraphs/identity/src/main.ts', import.meta.url),
};
type Kind = keyof typeof scripts;

/** Where the processes of a subgraph serve its graph. */
export const graphsOf = (processes: readonly { readonly url: string }[]): readonly string[] =>
  processes.map(({ url }) => `${url}/graphql`);

/**
 * Starts every process, and resolves when all are ready. Gateways have a key of this start, subgraphs know its public half.
 * @throws StartFailure with what it said when one of them ends before.
 */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { gateways = 2, bookings = 2, venues = 1, identities = 1, port = 0, isRestarted = true } = options;
  await using started = new AsyncDisposableStack();
  const start = (plans: readonly ProcessPlan[]) => startAll(started, plans, options);

  const keys = makeGatewayKeys();
  const believed = { CONSTELLATION_GATEWAY_PUBLIC_KEYS: keys.publicKeys };

  const venue = start(await plan('venue', venues, options, { more: believed }));
  const booking = start(await plan('booking', bookings, options, { before: venues, more: believed }));
  const before = venues + bookings;
  const identity = start(await plan('identity', identities, options, { before, more: believed }));
  const more = {
    CONSTELLATION_GATEWAY_KEY: keys.key,
    CONSTELLATION_VENUE_URL: graphsOf(venue).join(','),
    CONSTELLATION_BOOKING_URL: graphsOf(booking).join(','),
    CONSTELLATION_IDENTITY_URL: graphsOf(identity).join(','),
  };
  const gateway = start(await plan('gateway', gateways, options, { before: before + identities, port, more }));
  const processes = [...gateway, ...identity, ...booking, ...venue];
  await Promise.all(processes.map((each) => each.ready()));
  for (const each of processes) {
    each.isRestarted = isRestarted;
    if (isRestarted) each.start();
  }
  const running = started.move();
  return {
    gateways: gateway,
    bookings: booking,
    venues: venue,
    identities: identity,
    processes,
    mint: openMint({ key: readGatewayKey(keys.key) }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

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
  kind: Kind,
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
      script: scripts[kind],
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
