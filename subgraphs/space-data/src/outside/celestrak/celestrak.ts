import { keepElements } from '../../data/elements.queries.ts';
import { meanElements } from '../../domain/elements.ts';
import { epochOf } from '../../domain/epoch.ts';
import { schedules } from '../../domain/schedules.ts';
import { openTally, passingOver } from '../readable.ts';
import type { Source } from '../source.ts';
import { UpstreamFailure } from '../upstream-failure.ts';
import type { Upstream } from '../upstream.ts';

/**
 * Space stations, among them the ISS and Tiangong, and Hubble; then the groups that people ask for, of at most some two hundred each:
 * what is brightest, and what is up there for weather, navigation and science.
 */
const queries = ['GROUP=stations', 'CATNR=20580', 'GROUP=visual', 'GROUP=weather', 'GROUP=gnss', 'GROUP=science'];

/** Elements of the future would keep out those that are to come. */
const mostAhead = { hours: 48 };
/** From older ones nothing can be computed. */
const mostBehind = { hours: 2 * 365 * 24 };

const dated = meanElements.transform((each) => ({ each, epoch: epochOf(each) }));

/** CelesTrak's general perturbations as OMM in JSON (celestrak.org/NORAD/documentation/gp-data-formats.php). */
export const celestrak = (upstream: Upstream, base: string, isConfigured: boolean): Source => ({
  id: 'celestrak',
  name: 'CelesTrak',
  schedule: schedules.celestrak,
  isConfigured,
  async *ask(at, passOver) {
    const timely = dated.refine(({ epoch }) => isTimely(epoch, at));
    const schema = passingOver(timely).refine(({ count }) => count > 0);
    const tally = openTally(passOver);
    for (const query of queries) {
      const url = new URL(`/NORAD/elements/gp.php?${query}&FORMAT=JSON`, base);
      const told = await unlessKnown(upstream.ask({ url, schema, mostBytes: 2_000_000 }));
      // Whoever is told that goes on asking only to be locked out.
      if (!told) break;
      const elements = tally.take(told).map(({ each }) => each);
      if (elements.length > 0) yield (tx) => keepElements(tx, elements, { source: 'celestrak', fetchedAt: at });
    }
    tally.end();
  },
});

const isTimely = (epoch: Temporal.Instant, now: Temporal.Instant) =>
  Temporal.Instant.compare(epoch, now.subtract(mostBehind)) > 0 &&
  Temporal.Instant.compare(epoch, now.add(mostAhead)) <= 0;

/** Undefined where the same was fetched before. */
const unlessKnown = <Value>(answer: Promise<Value>): Promise<Value | undefined> =>
  answer.catch((error: unknown) => {
    if (!(error instanceof UpstreamFailure)) throw error;
    if (error.code === 'UPSTREAM_403' && error.says(/GP data has not updated/i)) return undefined;
    throw error.says(/No GP data found/i) ? new UpstreamFailure('UPSTREAM_EMPTY') : error;
  });
