import { createRoom } from '../actions/create-room.ts';
import { createVenue } from '../actions/create-venue.ts';
import { updateTableLayout } from '../actions/update-table-layout.ts';
import { combinationsOfRooms, tablesEverOfRooms, tablesOfRooms } from '../data/table.queries.ts';
import type { LayoutChange } from '../domain/table-layout.ts';
import { byLabel } from '../domain/table.ts';
import { venueInput } from './inputs.ts';
import type { OpenVenues } from './open-venues.ts';

/** What tests do with rooms: each is of 10 by 5 metres, in a venue of its own, with tables for at most four. */
export function roomsIn(venues: OpenVenues) {
  const newRoom = async () => {
    const venue = await createVenue(venues.scope(), { input: venueInput() });
    return createRoom(venues.scope(), { input: { venueId: venue.id, name: 'Hall', width: 10, height: 5 } });
  };
  const change = (roomId: string, input: Omit<LayoutChange, 'roomId'>) =>
    updateTableLayout(venues.scope(), { input: { ...input, roomId } });
  return {
    newRoom,
    change,
    roomWithTables: async (...labels: string[]) => {
      const room = await newRoom();
      await change(room.id, { tables: labels.map((label) => ({ label, maxParty: 4 })) });
      return room;
    },
    tablesOf: (roomId: string) => tablesOfRooms(venues.scope().em, [roomId]),
    tablesEverOf: (roomId: string) => tablesEverOfRooms(venues.scope().em, [roomId]),
    /** The ids of the tables in use, by label. */
    tableIdsOf: async (roomId: string) => {
      const tables = await tablesOfRooms(venues.scope().em, [roomId]);
      return tables.map(({ id }) => id);
    },
    combinationsOf: async (roomId: string) => {
      const combinations = await combinationsOfRooms(venues.scope().em, [roomId]);
      return combinations.map(({ tables, minParty, maxParty, priority }) => {
        const inOrder = tables.getItems().toSorted(byLabel);
        return { labels: inOrder.map(({ label }) => label), minParty, maxParty, priority };
      });
    },
  };
}
