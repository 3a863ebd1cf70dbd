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
import { benchPages } from './pages.ts';
import { inScratch, onDistributed, onEmbedded } from './platforms.ts';
import { benchStart } from './start.ts';
import { benchTokens } from './tokens.ts';

const benchmarks: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  holds: () => onEmbedded(benchHolds),
  availability: () => onEmbedded(benchAvailability),
  pages: () => onEmbedded(benchPages),
  'delivery-embedded': () => onEmbedded((platform) => benchDelivery('PostgreSQL', platform)),
  'delivery-distributed': () => onDistributed((platform) => benchDelivery('JetStream', platform)),
  'gateway-holds': () => onFleet({ gateways: 1, bookings: 1 }, benchGatewayHolds),
  'booking-processes': () => onFleet({ gateways: 0, bookings: 2 }, benchBookingProcesses),
  'across-processes': () => onFleet({ gateways: 2, bookings: 2 }, benchAcrossProcesses),
  authenticated: () => onFleet({ gateways: 1, bookings: 1 }, benchAuthenticated),
  tokens: benchTokens,
  authorisation: benchAuthorisation,
  start: () => inScratch(benchStart),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0)
  throw new Error(`There is no benchmark ${unknown.join(', ')}; there is ${Object.keys(benchmarks).join(', ')}`);
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length === 0 || wanted.includes(name)) report(await run());
}
