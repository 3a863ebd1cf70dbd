import { newId, rows, sql } from '@constellation/kit';
import { testPlatform } from '@constellation/kit/testing';
import { expect, inject, test } from 'vitest';
import { venueSubgraph } from '../../index.ts';
import { roomsOfVenues } from '../room.queries.ts';
import { tablesOfRooms } from '../table.queries.ts';

test('rooms and tables from before anything could be retired are in use', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  const [venueId, roomId, tableId] = [newId(), newId(), newId()];
  {
    await using before = await platform.database.open({
      ...venueSubgraph,
      migrations: venueSubgraph.migrations.slice(0, 1),
    });
    for (const statement of [
      sql`insert into venues values (${venueId}, 'anker', 'Zum Anker', 'BAR', null, null, null,
        'Hafenstraße 1', null, 'Hamburg', null, null, 'DE', 53.5, 10, 0, 'Europe/Berlin', '[]', 3)`,
      sql`insert into rooms values (${roomId}, ${venueId}, 'Hall', 10, 5, 2)`,
      sql`insert into tables values (${tableId}, ${roomId}, 'A', 1, 2, null, 0, 0, 0, 'ROUND')`,
    ])
      await rows(before.fork(), statement);
  }

  await using after = await platform.database.open(venueSubgraph);

  expect(await roomsOfVenues(after.fork(), [venueId])).toMatchObject([{ id: roomId, retiredAt: null }]);
  expect(await tablesOfRooms(after.fork(), [roomId])).toMatchObject([{ id: tableId, retiredAt: null }]);
});
