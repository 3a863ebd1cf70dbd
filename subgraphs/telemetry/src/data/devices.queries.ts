import { type EntityManager, instantText, isId, type RawBuilder, rows, sql } from '@constellation/kit';

export type DeviceStatus = 'NEW' | 'ONLINE' | 'OFFLINE' | 'DECOMMISSIONED';

/** A JSON object with its version. */
export interface State {
  readonly state: Readonly<Record<string, unknown>>;
  readonly version: number;
  /** RFC 3339, as is everything that is only shown. */
  readonly updatedAt: string | null;
}

/** A device as it is at the moment of the reading. */
export interface Device {
  readonly id: string;
  readonly name: string;
  readonly model: string | null;
  readonly venueId: string | null;
  readonly roomId: string | null;
  readonly status: DeviceStatus;
  readonly lastSeenAt: string | null;
  readonly desired: State;
  readonly reported: State;
  /** Counts its changes. */
  readonly version: number;
}

/** Of a row of `devices` that was joined with `device_traffic`. */
export const statusInSql = sql<DeviceStatus>`case
  when decommissioned_at is not null then 'DECOMMISSIONED'
  when last_seen_at is null then 'NEW'
  when last_seen_at + silence_seconds * interval '1 second' >= clock_instant() then 'ONLINE'
  else 'OFFLINE' end`;

type Row = Pick<Device, 'id' | 'name' | 'model' | 'venueId' | 'roomId' | 'status' | 'version'> & {
  readonly lastSeenAt: string | null;
  readonly desired: State['state'];
  readonly desiredVersion: number;
  readonly desiredAt: string | null;
  readonly reported: State['state'];
  readonly reportedVersion: number;
  readonly reportedAt: string | null;
};

/** The devices that a condition on `devices` and `device_traffic` is true of, in its order. */
export async function devicesWhere(em: EntityManager, condition: RawBuilder<unknown>): Promise<Device[]> {
  const found = await rows(
    em,
    sql<Row>`select id, name, model, venue_id as "venueId", room_id as "roomId", ${statusInSql} as status,
        last_seen_at as "lastSeenAt", devices.version,
        desired, desired_version as "desiredVersion", desired_at as "desiredAt",
        reported, reported_version as "reportedVersion", reported_at as "reportedAt"
      from devices left join device_traffic on device_id = id where ${condition}`,
  );
  return found.map(deviceOf);
}

const deviceOf = (row: Row): Device => {
  const { desired, desiredVersion, desiredAt, reported, reportedVersion, reportedAt, lastSeenAt, ...device } = row;
  return {
    ...device,
    lastSeenAt: textOf(lastSeenAt),
    desired: { state: desired, version: desiredVersion, updatedAt: textOf(desiredAt) },
    reported: { state: reported, version: reportedVersion, updatedAt: textOf(reportedAt) },
  };
};

const textOf = (time: string | null) => (time === null ? null : instantText(time));

/** Devices as they are now; ids that name none are passed over. */
export const devicesByIds = (em: EntityManager, ids: readonly string[]): Promise<Device[]> =>
  devicesWhere(em, sql`id = any(${ids.filter(isId)}::uuid[])`);

/** A device that is there. */
export async function existingDevice(em: EntityManager, id: string): Promise<Device> {
  const [device] = await devicesByIds(em, [id]);
  if (!device) throw new Error(`There is no device ${id}`);
  return device;
}

interface NewDeviceRow {
  readonly id: string;
  readonly name: string;
  readonly model: string | null;
  readonly venueId: string | null;
  readonly roomId: string | null;
  readonly silenceSeconds: number;
}

/** Keeps a new device. */
export const insertDevice = (tx: EntityManager, { id, name, model, venueId, roomId, silenceSeconds }: NewDeviceRow) =>
  rows(
    tx,
    sql`insert into devices (id, name, model, venue_id, room_id, silence_seconds, version, created_at)
      values (${id}, ${name}, ${model}, ${venueId}, ${roomId}, ${silenceSeconds}, 1, clock_instant())`,
  );
