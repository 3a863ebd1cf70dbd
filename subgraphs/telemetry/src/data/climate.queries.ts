import { type EntityManager, isId, parseInstant, rows, sql } from '@constellation/kit';
import { belongs, type Share } from './device-list.queries.ts';

/** What it feels like in a room. */
export interface Climate {
  readonly roomId: string;
  readonly temperature: number | null;
  readonly humidity: number | null;
  readonly occupancy: number | null;
  readonly at: Temporal.Instant;
}

/**
 * The climate of rooms by the devices of a share that are in use there; rooms without any are left out, and so are readings
 * in another unit and those that can be of no room, which could not even be added up.
 */
export async function climateOfRooms(
  em: EntityManager,
  share: Share,
  roomIds: readonly string[],
): Promise<readonly Climate[]> {
  const found = await rows(
    em,
    sql<Omit<Climate, 'at'> & { at: string }>`select room_id as "roomId",
        avg(value) filter (where metric = 'temperature') as temperature,
        avg(value) filter (where metric = 'humidity') as humidity,
        round(sum(value) filter (where metric = 'occupancy'))::integer as occupancy,
        max(time) as at
      from devices join series on series.device_id = devices.id join last_values on last_values.series = series.key
      where room_id = any(${roomIds.filter(isId)}::uuid[]) and decommissioned_at is null and removed_at is null
        and ((metric = 'temperature' and coalesce(unit, 'Cel') = 'Cel')
          or (metric = 'humidity' and coalesce(unit, '%') = '%') or metric = 'occupancy')
        and value between -1e6 and 1e6 and time > clock_instant() - interval '1 hour' and ${belongs(share)}
      group by room_id`,
  );
  return found.map((row) => ({ ...row, at: parseInstant(row.at) }));
}
