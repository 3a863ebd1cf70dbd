import { parseInstant } from '@constellation/kit';
import { isOver } from '../domain/lifecycle.ts';
import { faultsAt } from './faults.ts';
import type { Game } from './game.ts';
import { conflictsAmong, ownershipsOf, sittingsOf } from './ownership.ts';
import { bookingsAt, eventsFor, snapshotsFor } from './records.ts';
import { mislabelledAmong, type Step, stepsIn, stepsKept, untimelyAmong, wrongAmong } from './steps.ts';

/** What is wrong with a venue's bookings once nobody does anything any more; nothing if all is well. */
export async function unsoundAt({
  bookings,
  venue,
  told,
}: Game): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const events = await eventsFor(bookings, venue.id);
  const kept = await stepsKept(bookings, venue.id);
  const inEvents = stepsIn(events);
  const findings: Readonly<Record<string, readonly unknown[]>> = {
    faults: await faultsAt(bookings, venue.id),
    wrongSteps: [...Map.groupBy(kept, ({ bookingId }) => bookingId).values()].flatMap(wrongAmong),
    onlyKept: kept.filter((step, index) => JSON.stringify(step) !== JSON.stringify(inEvents[index])),
    onlyInEvents: inEvents.slice(kept.length),
    mislabelled: mislabelledAmong(events),
    untimely: untimelyAmong(events),
    conflicts: conflictsAmong(ownershipsOf(events)),
    sharedSeats: conflictsAmong(sittingsOf(events)),
    outdated: await outdatedAt({ bookings, venue }),
    untrue: untrueAmong(told, kept),
  };
  return Object.fromEntries(Object.entries(findings).filter(([, found]) => found.length > 0));
}

/** Bookings of which the newest snapshot in the stream says something else. */
async function outdatedAt({ bookings, venue }: Pick<Game, 'bookings' | 'venue'>): Promise<string[]> {
  const snapshots = new Map((await snapshotsFor(bookings, venue.id)).map((snapshot) => [snapshot.subject, snapshot]));
  return (await bookingsAt(bookings, venue.id))
    .filter(({ id, version, status, tableIds, partySize, startsAt, endsAt }) => {
      const snapshot = snapshots.get(id);
      const data = snapshot?.data;
      const isSame =
        snapshot?.version === version &&
        data?.status === status &&
        data.over === isOver(status) &&
        data.partySize === partySize &&
        String(data.tableIds) === String(tableIds) &&
        parseInstant(data.startsAt).equals(startsAt) &&
        parseInstant(data.endsAt).equals(endsAt);
      return !isSame;
    })
    .map(({ id }) => id);
}

/** Answers that say what no step of the history says. */
function untrueAmong(told: Game['told'], kept: readonly Step[]) {
  const nameOf = (id: string, version: number, status: string) => `${id} is ${status} at version ${version}`;
  const truths = new Set(kept.map(({ bookingId, version, to }) => nameOf(bookingId, version, to)));
  return told.map(({ id, version, status }) => nameOf(id, version, status)).filter((each) => !truths.has(each));
}
