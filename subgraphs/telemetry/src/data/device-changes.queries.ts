import { type EntityManager, firstRow, isId, rows, sql } from '@constellation/kit';
import type { Device, State } from './devices.queries.ts';

/** What whoever changes a device has to know of it. */
export interface LockedDevice extends Pick<Device, 'id' | 'name' | 'venueId' | 'roomId'> {
  readonly desiredVersion: number;
  readonly reportedVersion: number;
  readonly isDecommissioned: boolean;
}

/** Nobody else changes the device before this transaction ends: whoever does begins with this. Readings do not wait for it. */
export const lockDevice = async (tx: EntityManager, id: string): Promise<LockedDevice | undefined> =>
  isId(id)
    ? firstRow(
        tx,
        sql<LockedDevice>`select id, name, venue_id as "venueId", room_id as "roomId", desired_version as "desiredVersion",
            reported_version as "reportedVersion", decommissioned_at is not null as "isDecommissioned"
          from devices where id = ${id} for no key update`,
      )
    : undefined;

interface ChangedDevice extends Pick<Device, 'id' | 'name' | 'venueId' | 'roomId'> {
  /** Left out: as before. */
  readonly silenceSeconds?: number | undefined;
}

/** Keeps what has changed of a locked device. */
export const changeDevice = (tx: EntityManager, { id, name, venueId, roomId, silenceSeconds }: ChangedDevice) =>
  rows(
    tx,
    sql`update devices set name = ${name}, venue_id = ${venueId}, room_id = ${roomId},
        silence_seconds = coalesce(${silenceSeconds ?? null}, silence_seconds), version = version + 1
      where id = ${id}`,
  );

/** Takes a locked device out of use. */
export const endDevice = (tx: EntityManager, id: string, at: Temporal.Instant) =>
  rows(tx, sql`update devices set decommissioned_at = ${at.toString()}, version = version + 1 where id = ${id}`);

/** Keeps another state of a locked device, at the moment of the asking. */
export const saveState = (
  tx: EntityManager,
  id: string,
  which: 'desired' | 'reported',
  { state, version }: Pick<State, 'state' | 'version'>,
) =>
  rows(
    tx,
    sql`update devices set ${sql.ref(which)} = ${JSON.stringify(state)}::jsonb, ${sql.ref(`${which}_version`)} = ${version},
        ${sql.ref(`${which}_at`)} = clock_instant(), version = version + 1
      where id = ${id}`,
  );
