import { type EntityManager, parseInstant } from '@constellation/kit';
import {
  type FinePoint,
  noteTraffic,
  type Opened,
  openSeries,
  type OpenSeries,
  writeReadings,
} from '../data/points.queries.ts';
import { judge, type Point, type Rejection, windowAt } from '../domain/point.ts';
import { inOpenDays, ofDays } from './in-open-days.ts';
import { tellOfReadings } from './tell-of-readings.ts';

/** What became of points, each judged alone. */
export interface Ingested {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly (Rejection & { readonly index: number })[];
}

/**
 * Stores points of the devices that are spoken for, notes that those are heard of, tells of what is new and marks it to be
 * rolled up, all in one transaction; doing the same again changes nothing.
 */
export const takePoints = (
  em: EntityManager,
  points: readonly Point[],
  isSpokenFor: (deviceId: string) => boolean,
): Promise<Ingested> => inOpenDays(em, () => em.transactional((tx) => storeAll(tx, points, isSpokenFor)));

async function storeAll(
  tx: EntityManager,
  points: readonly Point[],
  isSpokenFor: (deviceId: string) => boolean,
): Promise<Ingested> {
  const deviceIds = new Set(points.map(({ deviceId }) => deviceId));
  const versions = await noteTraffic(tx, [...deviceIds].filter(isSpokenFor));
  const opened = await openSeries(tx, [...versions.keys()]);
  const { fine, rejected } = judged(points, versions, opened);
  if (fine.length === 0) return { accepted: 0, duplicates: 0, rejected };
  const { at } = opened;
  const fresh = await writeReadings(tx, fine.toSorted(bySeriesAndTime), at).catch(ofDays(fine));
  await tellOfReadings(tx, { fresh, versions, at: parseInstant(at) });
  return { accepted: fresh.length, duplicates: fine.length - fresh.length, rejected };
}

function judged(points: readonly Point[], devices: ReadonlyMap<string, unknown>, { series, at, ...kept }: Opened) {
  const fine: FinePoint[] = [];
  const rejected: (Rejection & { index: number })[] = [];
  if (series.length === 0)
    return { fine, rejected: points.map((point, index) => ({ ...unknown(devices, point), index })) };
  const open = byDeviceAndMetric(series);
  const window = windowAt(parseInstant(at), kept);
  for (const [index, point] of points.entries()) {
    const its = open.get(point.deviceId)?.get(point.metric);
    const verdict = its ? judge(point, its, window) : unknown(devices, point);
    if ('code' in verdict) rejected.push({ ...verdict, index });
    else if (its) fine.push({ ...verdict, open: its });
  }
  return { fine, rejected };
}

function byDeviceAndMetric(series: readonly OpenSeries[]): Map<string, Map<string, OpenSeries>> {
  const open = new Map<string, Map<string, OpenSeries>>();
  for (const each of series) {
    const ofDevice = open.get(each.deviceId) ?? new Map<string, OpenSeries>();
    open.set(each.deviceId, ofDevice.set(each.metric, each));
  }
  return open;
}

const unknown = (devices: ReadonlyMap<string, unknown>, { deviceId }: Point): Rejection =>
  devices.has(deviceId)
    ? { code: 'UNKNOWN_METRIC', message: 'The device has no such metric' }
    : { code: 'UNKNOWN_DEVICE', message: 'There is no such device that you speak for and that is in use' };

const bySeriesAndTime = (left: FinePoint, right: FinePoint) => left.open.key - right.open.key || left.time - right.time;
