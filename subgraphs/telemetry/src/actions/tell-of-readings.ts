import { appendingAll, type EntityManager, rows, sql } from '@constellation/kit';
import { readingsReceived } from '@constellation/schema';
import { dirtyMinutes, type FinePoint } from '../data/points.queries.ts';
import { textOf } from '../domain/moment.ts';

/** What is new, of devices that are locked, and what was told of those before. */
interface News {
  readonly fresh: readonly FinePoint[];
  readonly versions: ReadonlyMap<string, number>;
  readonly at: Temporal.Instant;
}

/** So many readings are one event at most, and so many bytes of text as JSON writes it. */
const most = { readings: 500, bytes: 256 * 1024 };

/** Appends what is new of each device behind what was told of it before, and notes the minutes that are to be rolled up anew. */
export async function tellOfReadings(tx: EntityManager, { fresh, versions, at }: News): Promise<void> {
  if (fresh.length === 0) return;
  const facts = [...Map.groupBy(fresh, ({ open }) => open.deviceId)].flatMap(([deviceId, points]) =>
    inParts(points).map((part, index) => ({
      aggregate: deviceId,
      version: (versions.get(deviceId) ?? 0) + index + 1,
      at,
      data: { deviceId, venueId: part[0]?.open.venueId ?? null, readings: part.map(readingOf) },
    })),
  );
  await rows(
    tx,
    sql`with told as (${appendingAll(tx, readingsReceived, facts)}), dirty as (${dirtyMinutes(fresh)})
      update device_traffic set version = version + parts
      from (select id, count(*)::integer as parts
        from unnest(${facts.map(({ aggregate }) => aggregate)}::uuid[]) as id group by id) as counted
      where device_id = id`,
  );
}

const readingOf = ({ open, time, value, text, flag }: FinePoint) => ({
  metric: open.metric,
  time: textOf(time),
  value,
  text,
  flag,
});

function inParts(points: readonly FinePoint[]): readonly (readonly FinePoint[])[] {
  const parts: FinePoint[][] = [];
  let bytes = Infinity;
  for (const point of points) {
    const size = 100 + (point.text === null ? 0 : Buffer.byteLength(JSON.stringify(point.text)));
    const part = parts.at(-1);
    if (part && part.length < most.readings && bytes + size <= most.bytes) {
      part.push(point);
      bytes += size;
    } else {
      parts.push([point]);
      bytes = size;
    }
  }
  return parts;
}
