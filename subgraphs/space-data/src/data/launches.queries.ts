import { type EntityManager, isId, parseInstant, rows, sql } from '@constellation/kit';
import { type PlannedLaunch, upcomingUntil } from '../domain/launch.ts';
import { forgottenBefore } from '../domain/retention.ts';

/** A launch as it was told last. */
export interface Launch extends PlannedLaunch {
  readonly fetchedAt: Temporal.Instant;
}

/** Where a launch stands in the list. */
export interface LaunchPlace {
  readonly net: Temporal.Instant;
  readonly id: string;
}

/**
 * Keeps launches as they are told now, one row for each, and forgets those of which nobody has told anything for a year: they
 * were, or were called off.
 */
export async function keepLaunches(
  tx: EntityManager,
  launches: readonly PlannedLaunch[],
  fetchedAt: Temporal.Instant,
): Promise<void> {
  const given = launches.map((each) => ({
    ...each,
    net: each.net.toString(),
    net_precision: each.netPrecision,
    upcoming_until: upcomingUntil(each).toString(),
  }));
  await rows(
    tx,
    sql`
      insert into launches (id, name, net, net_precision, upcoming_until, status, provider, pad, mission, fetched_at)
      select distinct on (id) given.*, ${fetchedAt.toString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(
        id uuid, name text, net timestamptz, net_precision text, upcoming_until timestamptz,
        status text, provider text, pad text, mission text)
      order by id
      on conflict (id) do update set
        name = excluded.name,
        net = excluded.net,
        net_precision = excluded.net_precision,
        upcoming_until = excluded.upcoming_until,
        status = excluded.status,
        provider = excluded.provider,
        pad = excluded.pad,
        mission = excluded.mission,
        fetched_at = excluded.fetched_at
      where launches.fetched_at <= excluded.fetched_at`,
  );
  await rows(tx, sql`delete from launches where fetched_at < ${forgottenBefore('launches', fetchedAt)}`);
}

const columns = sql`
  id, name, net, net_precision as "netPrecision", status, provider, pad, mission, fetched_at as "fetchedAt"`;

/**
 * Launches that are to come, by their time and id, from a place on. One that answers have lacked for an hour is not among them,
 * however long ago the newest answer is: it has been, was called off, or is so far away by now that it is not told.
 */
export async function upcomingLaunches(
  em: EntityManager,
  { limit, after }: { readonly limit: number; readonly after?: LaunchPlace | undefined },
): Promise<Launch[]> {
  const isBehind = after ? sql`(net, id) > (${after.net.toString()}::timestamptz, ${after.id}::uuid)` : sql`true`;
  const found = await rows(
    em,
    sql<Row>`
      select ${columns} from launches
      where upcoming_until > clock_instant()
        and fetched_at > (select max(fetched_at) from launches) - interval '1 hour'
        and ${isBehind}
      order by launches.net, launches.id limit ${limit}`,
  );
  return found.map(read);
}

/** Launches by their ids, those that have been too; ids that name none are passed over. */
export async function launchesOf(em: EntityManager, ids: readonly string[]): Promise<Launch[]> {
  return (await rows(em, sql<Row>`select ${columns} from launches where id = any(${ids.filter(isId)}::uuid[])`)).map(
    read,
  );
}

interface Row extends Pick<PlannedLaunch, 'id' | 'name' | 'status' | 'provider'> {
  readonly net: string;
  readonly netPrecision: string | null;
  readonly pad: string | null;
  readonly mission: string | null;
  readonly fetchedAt: string;
}

const read = ({ net, netPrecision, pad, mission, fetchedAt, ...row }: Row): Launch => ({
  ...row,
  net: parseInstant(net),
  netPrecision: netPrecision ?? undefined,
  pad: pad ?? undefined,
  mission: mission ?? undefined,
  fetchedAt: parseInstant(fetchedAt),
});
