import { type EntityManager, instant, newId, type Scope } from '@constellation/kit';
import { type ImportedDevice, insertImported, queueForImport } from '../data/imported-devices.queries.ts';
import { type FinePoint, writeReadings } from '../data/points.queries.ts';
import { readRetention } from '../data/retention.queries.ts';
import { findVenue, type Venue } from '../data/venues.queries.ts';
import { silenceSecondsOf } from '../domain/capability.ts';
import {
  type ForeignSensor,
  isNewcomer,
  isRejection,
  judgeSensor,
  type Newcomer,
  type SensorRejection,
} from '../domain/foreign-sensor.ts';
import { judge, type Taken, windowAt } from '../domain/point.ts';
import { roomNamed } from '../domain/room-named.ts';
import { inOpenDays, ofDays } from './in-open-days.ts';
import { tellOfReadings } from './tell-of-readings.ts';

/** What an import needs of a scope: nobody asks for it but who runs the platform. */
type ImportScope = Pick<Scope, 'em'>;

/** What became of some sensors of another system; `imported`, `present` and `rejected` together are all of them. */
export interface ImportedSensors {
  /** How many have become devices. */
  readonly imported: number;
  /** How many had become devices before. */
  readonly present: number;
  readonly rejected: readonly SensorRejection[];
  /** Where sensors are that have become devices without a room, one entry each; none where no venue was given. */
  readonly unplaced: readonly string[];
  /** What became of the newest value of those that have become devices. */
  readonly values: Readonly<Record<'TAKEN' | 'NONE' | 'TOO_OLD' | 'IN_FUTURE', number>>;
}

export interface ImportOf {
  readonly source: string;
  /** Where the sensors stand. */
  readonly venue?: Venue | undefined;
  readonly sensors: readonly ForeignSensor[];
}

/** The venue with this slug or id, as somebody types it who imports sensors. */
export const findVenueOfSensors = ({ em }: ImportScope, slugOrId: string): Promise<Venue | undefined> =>
  findVenue(em, slugOrId);

/**
 * Makes devices of sensors of another system, each with its newest value as a reading if it is of an age that is taken, in
 * one transaction. They have no secret. Asked again it finds them there and changes nothing.
 */
export async function importSensors({ em }: ImportScope, given: ImportOf): Promise<ImportedSensors> {
  const judged = given.sensors.map(judgeSensor);
  const rejected = judged.filter(isRejection);
  const newcomers = judged.filter(isNewcomer);
  const { now, ...kept } = await readRetention(em);
  const window = windowAt(now, kept);
  const prepared = newcomers.map((newcomer) => prepare(newcomer, given.venue, window));
  const added = await inOpenDays(em, () => em.transactional((tx) => keep(tx, given, prepared)));
  return {
    imported: added.length,
    present: newcomers.length - added.length,
    rejected,
    unplaced: given.venue ? added.filter(({ roomId }) => roomId === null).map(({ location }) => location) : [],
    values: {
      TAKEN: countOf(added, 'TAKEN'),
      NONE: countOf(added, 'NONE'),
      TOO_OLD: countOf(added, 'TOO_OLD'),
      IN_FUTURE: countOf(added, 'IN_FUTURE'),
    },
  };
}

/** A device to be kept, with what is to be said of it. */
interface Prepared extends ImportedDevice {
  readonly location: string;
  readonly outcome: keyof ImportedSensors['values'];
  readonly reading: Taken | null;
}

function prepare(newcomer: Newcomer, venue: Venue | undefined, window: Parameters<typeof judge>[2]): Prepared {
  const { measured, location, ...device } = newcomer;
  const deviceId = newId();
  const roomId = roomNamed(venue?.rooms ?? [], location)?.id ?? null;
  const placed = { ...device, deviceId, location, roomId, lastSeenAt: null, reading: null };
  if (!measured) return { ...placed, outcome: 'NONE' };
  const gauge = { kind: 'GAUGE', min: null, max: null } as const;
  const reading = judge({ ...measured, deviceId, metric: device.metric }, gauge, window);
  if (!('code' in reading)) return { ...placed, lastSeenAt: measured.time, outcome: 'TAKEN', reading };
  return reading.code === 'IN_FUTURE'
    ? { ...placed, outcome: 'IN_FUTURE' }
    : { ...placed, lastSeenAt: measured.time, outcome: 'TOO_OLD' };
}

/** Answers those that are new. */
async function keep(
  tx: EntityManager,
  { source, venue }: ImportOf,
  prepared: readonly Prepared[],
): Promise<readonly Prepared[]> {
  await queueForImport(tx);
  const venueId = venue?.id ?? null;
  const keys = await insertImported(tx, { source, venueId, silenceSeconds: silenceSecondsOf([]) }, prepared);
  const fine = prepared.flatMap(({ deviceId, metric, reading }): FinePoint[] => {
    const key = keys.get(deviceId);
    if (key === undefined || !reading) return [];
    const open = { key, deviceId, metric, kind: 'GAUGE', min: null, max: null, venueId } as const;
    return [{ ...reading, open }];
  });
  if (fine.length > 0) {
    const at = await instant(tx);
    const ordered = fine.toSorted((one, other) => one.open.key - other.open.key);
    const fresh = await writeReadings(tx, ordered, at.toString()).catch(ofDays(ordered));
    await tellOfReadings(tx, { fresh, versions: new Map(), at });
  }
  return prepared.filter(({ deviceId }) => keys.has(deviceId));
}

const countOf = (added: readonly Prepared[], outcome: Prepared['outcome']): number =>
  added.filter((each) => each.outcome === outcome).length;
