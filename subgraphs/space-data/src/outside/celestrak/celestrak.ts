import { keepElements } from '../../data/elements.queries.ts';
import { type MeanElements, meanElements } from '../../domain/elements.ts';
import { epochOf } from '../../domain/epoch.ts';
import { schedules } from '../../domain/schedules.ts';
import type { Source } from '../source.ts';
import { UpstreamFailure } from '../upstream-failure.ts';
import type { Upstream } from '../upstream.ts';

/** Space stations, among them the ISS and Tiangong, and Hubble. */
const queries = ['GROUP=stations', 'CATNR=20580'];

/** Elements of the future would keep out those that are to come. */
const mostAhead = { hours: 48 };

/** CelesTrak's general perturbations as OMM in JSON (celestrak.org/NORAD/documentation/gp-data-formats.php). */
export const celestrak = (upstream: Upstream, base: string, isConfigured: boolean): Source => ({
  id: 'celestrak',
  name: 'CelesTrak',
  schedule: schedules.celestrak,
  isConfigured,
  async *ask(at) {
    for (const query of queries) {
      const elements = await askFor(upstream, new URL(`/NORAD/elements/gp.php?${query}&FORMAT=JSON`, base));
      if (elements.some((each) => Temporal.Instant.compare(epochOf(each), at.add(mostAhead)) > 0)) {
        throw new UpstreamFailure('UPSTREAM_MALFORMED');
      }
      if (elements.length > 0) yield (tx) => keepElements(tx, elements, { source: 'celestrak', fetchedAt: at });
    }
  },
});

/** None where the same were fetched before. */
async function askFor(upstream: Upstream, url: URL): Promise<MeanElements[]> {
  try {
    return await upstream.ask({ url, schema: meanElements.array().min(1), mostBytes: 2_000_000 });
  } catch (error) {
    if (!(error instanceof UpstreamFailure)) throw error;
    if (error.code === 'UPSTREAM_403' && error.says(/GP data has not updated/i)) return [];
    throw error.says(/No GP data found/i) ? new UpstreamFailure('UPSTREAM_EMPTY') : error;
  }
}
