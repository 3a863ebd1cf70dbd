import { announceHall, slot } from './bench-venue.ts';
import { type Figure, round } from './figure.ts';
import type { BenchFleet } from './fleets.ts';
import { openHolder, untilHeld } from './holder.ts';
import { load, median } from './load.ts';

const concurrency = 16;
const perRound = 300;
const rounds = 7;

/** Holds through a gateway process beside the same, sent by the same client straight to the booking process. */
export async function benchGatewayHolds(fleet: BenchFleet): Promise<Figure[]> {
  const { gateways, bookings, platform, metric } = fleet;
  const [gateway, booking] = [gateways[0], bookings[0]];
  if (!gateway || !booking) throw new Error('A gateway and a booking process are needed');
  await using through = openHolder(gateway.url, concurrency, fleet);
  await using straight = openHolder(booking.url, concurrency, fleet);
  const venue = await announceHall(platform);
  await untilHeld(() => straight.hold(venue, slot(venue, 0)));

  let next = 1;
  const hold = async ({ hold: holdIt }: typeof through) =>
    (await load(perRound, concurrency, () => holdIt(venue, slot(venue, next++)))).perSecond;
  const measured: { through: number; straight: number; gatewayMs: number }[] = [];
  for (let turn = 0; turn <= rounds; turn++) {
    const busy = await metric(gateway, 'process_cpu_seconds_total');
    const throughPerSecond = await hold(through);
    const gatewayMs = (((await metric(gateway, 'process_cpu_seconds_total')) - busy) * 1_000) / perRound;
    const straightPerSecond = await hold(straight);
    // The first round warms up.
    if (turn > 0) measured.push({ through: throughPerSecond, straight: straightPerSecond, gatewayMs });
  }
  const ratios = measured.map((each) => each.through / each.straight);
  const ratio = median(ratios);
  const perSecond = median(measured.map((each) => each.through));
  const straightPerSecond = median(measured.map((each) => each.straight));
  const gatewayMs = median(measured.map((each) => each.gatewayMs));
  return [
    {
      what: `Holds per second through a gateway process, ${concurrency} at a time`,
      measured: `${round(perSecond)}/s = ${round(ratio)} of those straight to the booking process`,
      beside:
        `straight ${round(straightPerSecond)}/s; median of ${rounds} rounds of ${perRound} each, ` +
        `which were ${round(Math.min(...ratios))} to ${round(Math.max(...ratios))}; ` +
        `the gateway was busy ${round(gatewayMs)} ms with each`,
      promise: 'at least 0.5',
      kept: ratio >= 0.5,
    },
  ];
}
