import '@constellation/kit/quiet';
import { overHttp } from '@constellation/gateway';
import { openLog, readOrExit, run, startOwnServers } from '@constellation/kit';
import { servedSubgraphs } from '@constellation/schema';
import { seedVenues } from '../demo/seed.ts';
import { subgraphsWith } from '../subgraphs.ts';
import { banner } from './banner.ts';
import { countsIn, readEnvironment } from './env.ts';
import { type FirstAdministrator, namedTo, ownAdministrator } from './first-administrator.ts';
import { graphsOf, startFleet } from './fleet.ts';
import { openJournal } from './journal.ts';
import { noteServers } from './servers-file.ts';

const env = readOrExit(() => readEnvironment(process.env));
const counts = countsIn(env);
const { CONSTELLATION_LOG_LEVEL: level, CONSTELLATION_LAME_DUCK: lameDuckMs, DATA_DIR: dataDirectory } = env;
const journal = openJournal((text) => process.stdout.write(text), process.stdout.isTTY);
const log = openLog({ name: 'fleet', level, destination: { write: (line) => journal('fleet', line) } });

/** Each process's pool, its session for locks and its probe. */
function connections(): number {
  const subgraphs = subgraphsWith();
  return servedSubgraphs.reduce((sum, name) => sum + counts[name] * ((subgraphs[name].poolSize ?? 10) + 2), 0);
}

/** Prometheus finds the metrics of each process behind those of the one before. */
const environmentWith = (administrator: FirstAdministrator) => (name: string, place: number) => ({
  ...env.passedOn,
  ...namedTo(name, administrator),
  ...(name.startsWith('space-data') && env.toldToSpaceData),
  CONSTELLATION_LOG_LEVEL: level,
  CONSTELLATION_LAME_DUCK: `${lameDuckMs}ms`,
  ...(env.CONSTELLATION_METRICS_PORT !== undefined && {
    CONSTELLATION_METRICS_PORT: String(env.CONSTELLATION_METRICS_PORT + place),
  }),
});

/** Whoever is named, as identity judges it, or an account of its own. */
async function administratorOf({
  CONSTELLATION_ADMIN_EMAIL: email,
  CONSTELLATION_ADMIN_PASSWORD_FILE: passwordFile,
}: typeof env): Promise<FirstAdministrator> {
  if (email === undefined && passwordFile === undefined) return ownAdministrator(dataDirectory);
  return { email: email ?? '', passwordFile: passwordFile ?? '' };
}

await run(
  async () => {
    await using opened = new AsyncDisposableStack();
    const known = { databaseUrl: env.DATABASE_URL, natsUrl: env.NATS_URL?.join(','), redisUrl: env.REDIS_URL };
    const servers = opened.use(await startOwnServers({ known, dataDirectory, connections: connections(), log }));
    opened.use(await noteServers(dataDirectory, servers));
    const administrator = await administratorOf(env);
    const environment = environmentWith(administrator);
    const { PORT: port, CONSTELLATION_HOST: host } = env;
    const fleet = opened.use(await startFleet({ servers, counts, port, host, environment, log, tell: journal }));
    await using venue = overHttp(graphsOf(fleet.subgraphs.venue), fleet.mint);
    await using booking = overHttp(graphsOf(fleet.subgraphs.booking), fleet.mint);
    await seedVenues({ venue, booking });
    process.stdout.write(banner(fleet, administrator, dataDirectory, level));
    return opened.move();
  },
  { log, deadlineMs: 2 * lameDuckMs + 120_000 },
);
