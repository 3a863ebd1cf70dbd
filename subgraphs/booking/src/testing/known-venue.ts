import { firstRow, newId, sql } from '@constellation/kit';
import { type VenueDateTime, venueSnapshot, type VenueSnapshotData } from '@constellation/schema';
import { weekdays } from '@constellation/schema/schedule';
import { vi } from 'vitest';
import type { OpenBookings } from './open-bookings.ts';

/** A venue that booking has heard of. */
export interface KnownVenue {
  readonly id: string;
  readonly tableIds: readonly string[];
  readonly data: VenueSnapshotData;
  /** A time on its clock, such as `19:00`, on a day that is a month ahead unless told otherwise. */
  at(time: string): Extract<VenueDateTime, { local: unknown }>;
}

export interface VenueWish {
  /** For how many people each table is: at least and at most. */
  readonly tables?: readonly (readonly [number, number])[];
  /** Tables that may be joined, by their places in `tables`; from one person on. */
  readonly combinations?: readonly { readonly tables: readonly number[]; readonly maxParty: number }[];
  readonly openingHours?: VenueSnapshotData['openingHours'];
  readonly specialHours?: VenueSnapshotData['specialHours'];
  readonly timeZone?: string;
}

const daily = weekdays.map((weekday) => ({ weekday, opens: '08:00', closes: '22:00' }));

/** Makes a venue known: in Vienna, open from 08:00 to 22:00, with two tables for one to four, unless told otherwise. */
export async function knownVenue(bookings: OpenBookings, wish: VenueWish = {}): Promise<KnownVenue> {
  const {
    tables = [
      [1, 4],
      [1, 4],
    ],
    combinations = [],
    openingHours = daily,
    specialHours = [],
    timeZone = 'Europe/Vienna',
  } = wish;
  const tableIds = tables.map(newId);
  const room = {
    id: newId(),
    name: 'Hall',
    tables: tables.map(([minParty, maxParty], index) => ({
      id: tableIds[index] ?? newId(),
      label: `T${index + 1}`,
      minParty,
      maxParty,
    })),
    combinations: combinations.map((each) => ({
      tableIds: each.tables.flatMap((index) => tableIds[index] ?? []),
      minParty: 1,
      maxParty: each.maxParty,
      priority: 0,
    })),
  };
  const data = {
    venueId: newId(),
    slug: 'anker',
    name: 'Zum Anker',
    timeZone,
    closed: false,
    openingHours: [...openingHours],
    specialHours: [...specialHours],
    rooms: [room],
  };
  const day = bookings.platform.clock.now().toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 30 });
  return introduce(bookings, data, day);
}

/** Makes a venue known as it is; its times are those of a day. */
export async function introduce(
  bookings: OpenBookings,
  data: VenueSnapshotData,
  day: Temporal.PlainDate,
): Promise<KnownVenue> {
  await makeKnown(bookings, data, 1);
  return {
    id: data.venueId,
    tableIds: data.rooms.flatMap(({ tables }) => tables.map(({ id }) => id)),
    data,
    at: (time) => ({ local: day.toPlainDateTime(Temporal.PlainTime.from(time)) }),
  };
}

/** Publishes a version of a venue and resolves when booking knows it. */
export async function makeKnown(bookings: OpenBookings, data: VenueSnapshotData, version: number): Promise<void> {
  await publish(bookings, data, version);
  await vi.waitUntil(async () => (await knownVersion(bookings, data.venueId)) === version, {
    interval: 5,
    timeout: 10_000,
  });
}

/** Publishes a version of a venue as the venue subgraph does. */
export async function publish({ platform }: OpenBookings, data: VenueSnapshotData, version: number): Promise<void> {
  const { type, source, stream } = venueSnapshot;
  const event = {
    specversion: '1.0' as const,
    id: newId(),
    source,
    type,
    subject: data.venueId,
    time: platform.clock.now().toString(),
    datacontenttype: 'application/json' as const,
    version,
    data,
  };
  await platform.bus.publish(stream, [{ subject: venueSnapshot.subject(data.venueId, data), event }]);
}

async function knownVersion(bookings: OpenBookings, venueId: string): Promise<number | undefined> {
  const row = await firstRow(
    bookings.scope().em,
    sql<{ version: number }>`select version from venues where id = ${venueId}`,
  );
  return row?.version;
}
