import { type EntityManager, isId, type RawBuilder, sql } from '@constellation/kit';
import { type Device, type DeviceStatus, devicesWhere, statusInSql } from './devices.queries.ts';

/** A part of all devices: those of some venues, or one; all where neither is given. */
export interface Share {
  readonly venueIds?: readonly string[];
  readonly deviceId?: string;
}

/** Which devices a list has: those that fit all that is given. */
export interface DeviceFilter {
  readonly venueId?: string | null;
  readonly roomId?: string | null;
  readonly status?: DeviceStatus | null;
  readonly metric?: string | null;
}

/** How many devices are read, and the id of the one that they come behind. */
export interface Stretch {
  readonly limit: number;
  readonly after?: string | undefined;
}

/** The devices of a share that fit a filter, in the order they were registered; only those in use, unless it says otherwise. */
export async function listedDevices(
  em: EntityManager,
  share: Share,
  { venueId, roomId, status, metric }: DeviceFilter,
  { limit, after }: Stretch,
): Promise<Device[]> {
  if ([venueId, roomId].some((id) => id != null && !isId(id)) || metric?.includes('\0')) return [];
  const conditions = [
    belongs(share),
    isBehind(after),
    status === 'DECOMMISSIONED' ? sql`decommissioned_at is not null` : inUse,
    ...(status == null ? [] : [sql`${statusInSql} = ${status}`]),
    ...(venueId == null ? [] : [sql`venue_id = ${venueId}`]),
    ...(roomId == null ? [] : [sql`room_id = ${roomId}`]),
    ...(metric == null ? [] : [measures(metric)]),
  ];
  return devicesWhere(em, sql`${sql.join(conditions, sql` and `)} order by id limit ${limit}`);
}

/** Of each venue or room the devices of a share that are in use, in the order they were registered. */
export const devicesOfPlaces = (
  em: EntityManager,
  share: Share,
  { kind, ids }: { readonly kind: 'venue_id' | 'room_id'; readonly ids: readonly string[] },
  { limit, after }: Stretch,
): Promise<Device[]> =>
  devicesWhere(
    em,
    sql`id in (
      select listed.id from unnest(${ids.filter(isId)}::uuid[]) as place (id), lateral (
        select devices.id from devices
        where ${sql.ref(kind)} = place.id and ${inUse} and ${belongs(share)} and ${isBehind(after)}
        order by devices.id limit ${limit}
      ) as listed) order by id`,
  );

/** Whether a row of `devices` belongs to a share. */
export const belongs = ({ venueIds, deviceId }: Share): RawBuilder<unknown> => {
  if (deviceId !== undefined) return sql`devices.id = ${deviceId}`;
  return venueIds ? sql`venue_id = any(${venueIds}::uuid[])` : sql`true`;
};

const inUse = sql`decommissioned_at is null`;

const isBehind = (after: string | undefined) => (after === undefined ? sql`true` : sql`devices.id > ${after}`);

const measures = (metric: string) =>
  sql`exists (select from series where series.device_id = devices.id and metric = ${metric} and removed_at is null)`;
