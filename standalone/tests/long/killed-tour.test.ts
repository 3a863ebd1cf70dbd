import { overHttp } from '@constellation/gateway';
import { systemClock } from '@constellation/kit';
import { expect, inject, test, vi } from 'vitest';
import { seedVenues } from '../../src/demo/seed.ts';
import { type Fleet, graphsOf } from '../../src/distributed/fleet.ts';
import type { Supervised } from '../../src/distributed/supervised.ts';
import { administrator } from '../fixtures/accounts.ts';
import { openClient } from '../fixtures/client.ts';
import { openFleet } from '../fixtures/fleet.ts';
import { playTour, withoutWaiting } from '../fixtures/play-tour.ts';
import { printedTour } from '../fixtures/printed-tour.ts';
import { secondTry } from '../fixtures/second-try.ts';

const isFull = inject('size') === 'full';

interface Kill {
  readonly victim: Supervised;
  /** Who does its work meanwhile, and where to ask a second time. */
  readonly others: readonly Supervised[];
}

/** One process after the other, over and over: first the gateway that nobody asks, later the one that is asked. */
function* killsIn({ gateways, subgraphs }: Fleet): Generator<Kill, never> {
  const kinds = [gateways.toReversed(), subgraphs.booking, subgraphs.venue];
  for (let turn = 0; ; turn += 1) {
    for (const kind of kinds) {
      const victim = kind[turn % kind.length];
      if (victim) yield { victim, others: [...kind, ...gateways].filter((each) => each !== victim) };
    }
  }
}

async function seedDemo({ subgraphs, mint }: Fleet): Promise<void> {
  await using venue = overHttp(graphsOf(subgraphs.venue), mint);
  await using booking = overHttp(graphsOf(subgraphs.booking), mint);
  await seedVenues({ venue, booking });
}

const visitor = ({ url }: Supervised) => openClient(url, { authorization: null });

/** Nobody can move the clock of processes: the wait is real. */
function passMinute(): Promise<unknown> {
  const over = systemClock.now().add({ seconds: 75 });
  return vi.waitUntil(() => Temporal.Instant.compare(systemClock.now(), over) > 0, { interval: 500, timeout: 90_000 });
}

test(
  'distributed platform: the tour of the README is played on many processes while one after the other is killed',
  { timeout: 300_000 },
  async () => {
    await using fleet = await openFleet({ counts: { venue: 2 } });
    await seedDemo(fleet);
    const [asked, other] = fleet.gateways;
    if (!asked || !other) throw new Error('There are no two gateways');
    const client = secondTry([visitor(asked), visitor(other)]);
    const kills = killsIn(fleet);
    const retries: number[] = [];
    const steps = await printedTour();

    const { printed, real, reconnects } = await playTour(client, {
      account: administrator,
      steps: isFull ? steps : withoutWaiting(steps),
      urls: [asked.url, other.url],
      clock: systemClock,
      patienceMs: 20_000,
      passMinute: async () => void (await passMinute()),
      beforeStep: async () => {
        retries.push(client.reasons.length);
        const { victim, others } = kills.next().value;
        await Promise.all(others.map((each) => each.ready()));
        victim.kill('SIGKILL');
      },
    });
    retries.push(client.reasons.length);

    expect(printed).toHaveLength(isFull ? 20 : 12);
    expect(real).toEqual(printed);
    const ofSteps = retries.slice(1).map((count, step) => count - (retries[step] ?? 0));
    expect(Math.max(...ofSteps)).toBeLessThanOrEqual(1);
    process.stdout.write(
      `      a tour of ${ofSteps.length} steps and as many kills: asked again ${client.reasons.length} times ` +
        `(${client.reasons.join(', ')}); sockets opened again: ${reconnects}\n`,
    );
  },
);
