import { appendingAll, rows, type Scope } from '@constellation/kit';
import { type VisiblePassSoonData, visiblePassSoon } from '@constellation/schema';
import { type Elements, elementsOf } from '../data/elements.queries.ts';
import { claimPasses, lockVenues } from '../data/told-passes.queries.ts';
import { openVenues } from '../data/venues.queries.ts';
import { judgeElements } from '../domain/freshness.ts';
import { iss } from '../domain/iss.ts';
import { orbitOf } from '../domain/orbit.ts';
import { acceptPlace } from '../domain/place.ts';
import { isSoon, searchedAround } from '../domain/soon.ts';
import type { Computation } from '../outside/computation.ts';
import { listPasses, type ShownPass } from './list-passes.ts';

/** So many venues are computed for at once: whoever asks for something else meanwhile waits for no more. */
const atOnce = 100;
const minElevation = 10;

/**
 * Tells, above every open venue, of the passes of the International Space Station that can be seen in ten minutes or less, or already
 * and not no more; of each once, however many processes try however often. Answers of how many. What cannot be told above one
 * venue is told above the others all the same, before it fails.
 */
export async function tellOfPasses(scope: Scope, computation: Computation): Promise<number> {
  const { em, clock } = scope;
  const [station] = await elementsOf(em, [iss]);
  if (!station) return 0;
  const venues = await openVenues(em);
  const window = searchedAround(clock.now());
  let told = 0;
  let failed: PromiseRejectedResult | undefined;
  for (let from = 0; from < venues.length; from += atOnce) {
    const some = venues.slice(from, from + atOnce).map(async ({ id, ...location }) => {
      const asked = { ...window, place: acceptPlace(location), minElevation, visibleOnly: true };
      const passes = await listPasses(computation, station, asked);
      const now = clock.now();
      return passes.filter((pass) => isSoon(stretchOf(pass), now)).map((pass) => factOf(id, pass, now));
    });
    const found = await Promise.allSettled(some);
    told += await tell(
      scope,
      station,
      found.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])),
    );
    failed ??= found.find((each) => each.status === 'rejected');
  }
  if (failed) throw failed.reason;
  return told;
}

/** Claims and tells in one transaction. */
async function tell({ em }: Scope, station: Elements, passes: readonly VisiblePassSoonData[]): Promise<number> {
  if (passes.length === 0) return 0;
  const { periodMs } = orbitOf(station.meanElements);
  return em.transactional(async (tx) => {
    const byVenue = new Map(passes.map((pass) => [pass.venueId, pass]));
    await lockVenues(tx, [...byVenue.keys()]);
    const claimed = await claimPasses(tx, station.noradId, periodMs, [...byVenue.values()]);
    const facts = claimed.flatMap(({ venueId, version, at }) => {
      const data = byVenue.get(venueId);
      return data ? [{ aggregate: venueId, version, at, data }] : [];
    });
    if (facts.length > 0) await rows(tx, appendingAll(tx, visiblePassSoon, facts));
    return facts.length;
  });
}

const factOf = (venueId: string, pass: ShownPass, now: Temporal.Instant): VisiblePassSoonData => ({
  venueId,
  noradId: pass.satellite.noradId,
  rise: pass.rise.at,
  culmination: pass.culmination.at,
  set: pass.set.at,
  maxElevation: pass.culmination.elevation,
  visibleFrom: pass.visibleFrom ?? pass.rise.at,
  visibleTo: pass.visibleTo ?? pass.set.at,
  elementsEpoch: pass.satellite.epoch.toString(),
  freshness: judgeElements(pass.satellite, Temporal.Instant.from(pass.culmination.at), now).freshness,
});

/** When a pass can be seen. */
const stretchOf = ({ rise, set, visibleFrom, visibleTo }: ShownPass) => ({
  visibleFrom: Temporal.Instant.from(visibleFrom ?? rise.at),
  visibleTo: Temporal.Instant.from(visibleTo ?? set.at),
});
