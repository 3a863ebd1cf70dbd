import { parseInstant, rows, sql } from '@constellation/kit';
import { isOver, type Status } from '../domain/lifecycle.ts';
import type { OpenBookings } from './open-bookings.ts';

/** Everything that is kept of one booking, as one moment sees it. */
interface Kept {
  readonly id: string;
  readonly status: Status;
  readonly version: number;
  readonly tableIds: readonly string[];
  readonly attention: readonly string[];
  readonly claimed: readonly string[];
  /** Whether a claim is longer than the stay and the longest time that is kept free behind it. */
  readonly beyond: boolean;
  /** Whether one does not cover all of the stay, which only a party may that came after all. */
  readonly short: boolean;
  /** How many of them are of a party that sits there. */
  readonly seated: number;
  /** Whether another party sits at one of the tables where this one sits. */
  readonly shared: boolean;
  readonly versions: readonly number[];
  readonly lastStep: { readonly to: string; readonly at: string };
  readonly updatedAt: string;
  readonly told: readonly number[];
  readonly event: Told;
  readonly snapshot: Told;
}

/** What an event or a snapshot in the outbox says of it. */
interface Told {
  readonly version: number;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a venue's bookings have that they may not have, at any moment, whatever goes on meanwhile; none if all is well. */
export async function faultsAt(bookings: OpenBookings, venueId: string): Promise<string[]> {
  const kept = await rows(
    bookings.scope().em,
    sql<Kept>`
      select booking.id, status, booking.version, table_ids as "tableIds", attention, updated_at as "updatedAt",
        array(select table_id from table_claims where booking_id = booking.id) as claimed,
        exists (
          select from table_claims where booking_id = booking.id
            and not during <@ tstzrange(least(starts_at, seated_at), ends_at + interval '4 hours')
        ) as beyond,
        exists (
          select from table_claims where booking_id = booking.id and not during @> tstzrange(starts_at, ends_at)
            and not exists (
              select from booking_transitions where booking_id = booking.id and from_status = 'NO_SHOW'
            )
        ) as short,
        (select count(*)::integer from table_claims where booking_id = booking.id and seated) as seated,
        status = 'SEATED' and exists (
          select from bookings other where other.venue_id = booking.venue_id and other.status = 'SEATED'
            and other.id <> booking.id and other.table_ids && booking.table_ids
        ) as shared,
        array(select version from booking_transitions where booking_id = booking.id order by version) as versions,
        (select jsonb_build_object('to', to_status, 'at', at) from booking_transitions
          where booking_id = booking.id order by version desc limit 1) as "lastStep",
        array(select version from outbox where aggregate = booking.id and stream = 'BOOKING' order by position) as told,
        (select event from outbox where aggregate = booking.id and stream = 'BOOKING'
          order by version desc limit 1) as event,
        (select event from outbox where aggregate = booking.id and stream = 'BOOKING_STATE'
          order by version desc limit 1) as snapshot
      from bookings booking left join lateral (
        select min(at) as seated_at from booking_transitions where booking_id = booking.id and to_status = 'SEATED'
      ) seating on true
      where venue_id = ${venueId}`,
  );
  return kept.flatMap((booking) => faultsIn(booking).map((fault) => `${booking.id}: ${fault}`));
}

function faultsIn(booking: Kept): string[] {
  const { status, version, tableIds, attention, claimed, versions, lastStep, updatedAt, told, event, snapshot } =
    booking;
  const over = isOver(status);
  const lastAt = parseInstant(updatedAt);
  const all = versions.map((_, index) => index + 1);
  const faults: Readonly<Record<string, boolean>> = {
    'is over and has claims': over && claimed.length > 0,
    'has other claims than its tables': !over && String(claimed.toSorted()) !== String(tableIds.toSorted()),
    'claims more than its stay': booking.beyond,
    'claims less than its stay': booking.short,
    'sits elsewhere than at its tables': booking.seated !== (status === 'SEATED' ? tableIds.length : 0),
    'sits where somebody else does': booking.shared,
    'is requested and has tables': status === 'REQUESTED' && tableIds.length > 0,
    'has a gap in its history': String(versions) !== String(all) || versions.length !== version,
    'has other events than steps': String(told) !== String(versions),
    'stands elsewhere than its history': lastStep.to !== status || !parseInstant(lastStep.at).equals(lastAt),
    'stands elsewhere than its last event': !saysSo(event, booking) || event.data['to'] !== status,
    'needs other attention than its last event says': String(event.data['attention']) !== String(attention),
    'stands elsewhere than its snapshot': !saysSo(snapshot, booking) || snapshot.data['status'] !== status,
    'has a snapshot that is wrong about its end': snapshot.data['over'] !== over,
  };
  return Object.keys(faults).filter((fault) => faults[fault]);
}

const saysSo = ({ version, time, data }: Told, booking: Kept) =>
  version === booking.version &&
  parseInstant(time).equals(parseInstant(booking.updatedAt)) &&
  String(data['tableIds']) === String(booking.tableIds);
