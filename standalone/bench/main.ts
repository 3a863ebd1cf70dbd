import '@constellation/kit/quiet';
import { benchAvailability } from './availability.ts';
import { benchDelivery } from './delivery.ts';
import { type Figure, report } from './figure.ts';
import { benchHolds } from './holds.ts';
import { benchPages } from './pages.ts';
import { inScratch, onDistributed, onEmbedded } from './platforms.ts';
import { benchStart } from './start.ts';

const benchmarks: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  holds: () => onEmbedded(benchHolds),
  availability: () => onEmbedded(benchAvailability),
  pages: () => onEmbedded(benchPages),
  'delivery-embedded': () => onEmbedded((platform) => benchDelivery('PostgreSQL', platform)),
  'delivery-distributed': () => onDistributed((platform) => benchDelivery('JetStream', platform)),
  start: () => inScratch(benchStart),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0)
  throw new Error(`There is no benchmark ${unknown.join(', ')}; there is ${Object.keys(benchmarks).join(', ')}`);
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length === 0 || wanted.includes(name)) report(await run());
}
