import { newId, rows, sql } from '@constellation/kit';
import { testPlatform } from '@constellation/kit/testing';
import { expect, inject, test } from 'vitest';
import { venueSubgraph } from '../../index.ts';
import { listedVenues } from '../venue-list.queries.ts';

test('a venue from before there were special days is open, has none and can be found', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  const id = newId();
  {
    await using before = await platform.database.open({
      ...venueSubgraph,
      migrations: venueSubgraph.migrations.slice(0, 1),
    });
    await rows(
      before.fork(),
      sql`insert into venues values (${id}, 'anker', 'Café Anker', 'BAR', 'Fish.', null, null,
        'Hafenstraße 1', null, 'Köln', null, null, 'DE', 50.9, 7, 0, 'Europe/Berlin', '[]', 3)`,
    );
  }

  await using after = await platform.database.open(venueSubgraph);

  const filter = {
    kind: 'BAR',
    city: 'koln',
    near: { latitude: 51, longitude: 7, radiusKm: 20 },
    text: 'cafe fish',
  } as const;
  expect(await listedVenues(after.fork(), filter, 10)).toMatchObject([
    { venue: { id, closed: false, specialHours: [], version: 3 } },
  ]);
});
