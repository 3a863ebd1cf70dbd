import '@constellation/kit/quiet';
import { benchAcrossProcesses } from './across-processes.ts';
import { benchAuthenticated } from './authenticated.ts';
import { benchAuthorisation } from './authorisation.ts';
import { benchAvailability } from './availability.ts';
import { benchBookingProcesses } from './booking-processes.ts';
import { benchDelivery } from './delivery.ts';
import { type Figure, report } from './figure.ts';
import { onFleet } from './fleets.ts';
import { benchGatewayHolds } from './gateway-holds.ts';
import { benchHolds } from './holds.ts';
import { benchIngest } from './ingest.ts';
import { benchPages } from './pages.ts';
import { inScratch, onDistributed, onEmbedded } from './platforms.ts';
import { benchSeries } from './series.ts';
import { benchSky } from './sky.ts';
import { benchStart } from './start.ts';
import { benchTokens } from './tokens.ts';

const benchmarks: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  holds: () => onEmbedded(benchHolds),
  availability: () => onEmbedded(benchAvailability),
  pages: () => onEmbedded(benchPages),
  series: () => onEmbedded(benchSeries(1_000_000)),
  'series-10m': () => onEmbedded(benchSeries(10_000_000)),
  'delivery-embedded': () => onEmbedded((platform) => benchDelivery('PostgreSQL', platform)),
  'delivery-distributed': () => onDistributed((platform) => benchDelivery('JetStream', platform)),
  'ingest-embedded': () => onEmbedded((platform) => benchIngest('PostgreSQL', platform)),
  'ingest-distributed': () => onDistributed((platform) => benchIngest('JetStream', platform)),
  'gateway-holds': () => onFleet({ gateway: 1, booking: 1 }, benchGatewayHolds),
  'booking-processes': () => onFleet({ gateway: 0, booking: 2 }, benchBookingProcesses),
  'across-processes': () => onFleet({ gateway: 2, booking: 2 }, benchAcrossProcesses),
  authenticated: () => onFleet({ gateway: 1, booking: 1 }, benchAuthenticated),
  tokens: benchTokens,
  authorisation: benchAuthorisation,
  sky: () => onEmbedded(benchSky),
  start: () => inScratch(benchStart),
};

/** Those that take too long to be run with all others. */
const byNameOnly = ['series-10m'];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0)
  throw new Error(`There is no benchmark ${unknown.join(', ')}; there is ${Object.keys(benchmarks).join(', ')}`);
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.includes(name) || (wanted.length === 0 && !byNameOnly.includes(name))) report(await run());
}
