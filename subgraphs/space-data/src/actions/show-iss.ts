import type { Scope } from '@constellation/kit';
import type { IssMovedData } from '@constellation/schema';
import { elementsOf } from '../data/elements.queries.ts';
import { judgeElements } from '../domain/freshness.ts';
import { iss } from '../domain/iss.ts';
import { locateSatellite } from './track-satellite.ts';

/** Where the International Space Station is at an instant; undefined where nobody has elements that carry it there. */
export async function showIss(scope: Scope, at: Temporal.Instant): Promise<IssMovedData | undefined> {
  const [station] = await elementsOf(scope.em, [iss]);
  const position = station && locateSatellite(scope, station, { at });
  if (!position) return undefined;
  const { latitude, longitude, altitude, velocity } = position;
  const { freshness } = judgeElements(station, at, scope.clock.now());
  return {
    at: at.toString(),
    latitude,
    longitude,
    altitude,
    velocity,
    elementsEpoch: station.epoch.toString(),
    freshness,
  };
}
