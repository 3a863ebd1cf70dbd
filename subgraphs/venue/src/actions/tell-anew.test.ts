import { newId, rows, sql, traceFrom } from '@constellation/kit';
import { administrator, testPlatform } from '@constellation/kit/testing';
import { expect, inject, test } from 'vitest';
import { venueSubgraph } from '../index.ts';
import { tellAnew } from './tell-anew.ts';

test('a venue from before snapshots said where it lies is told of once more, by whoever comes first', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  const { database, clock, keyValue, log } = platform;
  const id = newId();
  {
    await using before = await database.open({ ...venueSubgraph, migrations: venueSubgraph.migrations.slice(0, 3) });
    await rows(
      before.fork(),
      sql`insert into venues values (${id}, 'anker', 'Zum Anker', 'BAR', null, null, null,
        'Hafenstraße 1', null, 'Hamburg', null, null, 'DE', 53.5, 10, 7, 'Europe/Berlin', '[]', 3)`,
    );
  }
  await using after = await database.open(venueSubgraph);
  const tell = () => tellAnew({ em: after.fork(), principal: administrator, clock, keyValue, log, trace: traceFrom() });

  await Promise.all([tell(), tell(), tell()]);
  await tell();

  const told = sql`select version, event #> '{data,location}' as location from outbox where aggregate = ${id}`;
  expect(await rows(after.fork(), told)).toEqual([
    { version: 4, location: { latitude: 53.5, longitude: 10, elevation: 7 } },
  ]);
});
